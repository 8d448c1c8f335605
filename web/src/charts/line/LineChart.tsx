import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useSize } from '../useSize.ts';
import { layoutLine, type ChartPoint } from './layout.ts';
import styles from './LineChart.module.css';

const TALL = 300;
const SHORT = 220;
const SMALL_WIDTH = 480;
/** Width of a digit of the axis' type, in pixels. */
const GLYPH = 7.2;
/** Nearer to the end than this, half a label does not fit beside its tick. */
const EDGE = 28;

export interface ChartLevel {
  value: number;
  label: string;
}

export interface ChartBreak {
  index: number;
  label: string;
}

const NONE: readonly never[] = [];
const NO_POINTS: ChartPoint[] = [];

interface Props {
  now: ChartPoint[];
  before: ChartPoint[];
  /** What an earlier definition says of the same points. */
  former?: ChartPoint[];
  share: boolean;
  /** Values are seconds. */
  duration?: boolean;
  fromZero: boolean;
  direction: 'ltr' | 'rtl';
  /** Lines across, such as a goal that does not add up over time. */
  levels?: readonly ChartLevel[];
  /** Vertical lines: the definition changed in this bucket. What they say stands under the chart, where it has room. */
  breaks?: readonly ChartBreak[];
  /** The sentence that says what one sees. */
  description: string;
  valueLabel: (value: number) => string;
  timeLabel: (index: number) => string;
  /** The point under the pointer or the keyboard's cursor, null when it leaves. */
  onRead: (index: number | null) => void;
  onOpen: () => void;
}

/** Now against before on one axis. One tab stop; arrows read point by point. */
export function LineChart(props: Props) {
  const { now, before, former = NO_POINTS, share, duration = false, fromZero, valueLabel, timeLabel, onRead, levels = NONE, breaks = NONE } = props;
  const [frame, width] = useSize<HTMLDivElement>();
  const [cursor, setCursor] = useState<number | null>(null);
  const height = width < SMALL_WIDTH ? SHORT : TALL;
  const layout = useMemo(() => {
    const input = { now, before, former, width, height, fromZero, share, duration, levels: levels.map(({ value }) => value) };
    const draft = layoutLine({ ...input, labelWidth: 0 });
    const labelWidth = Math.max(24, ...draft.valueTicks.map(({ value }) => valueLabel(value).length * GLYPH));
    return layoutLine({ ...input, labelWidth });
  }, [now, before, former, width, height, fromZero, share, duration, valueLabel, levels]);

  const read = (index: number | null) => {
    setCursor(index);
    onRead(index);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    read(nearest(layout.marks, x));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = layout.marks.length - 1;
    const at = cursor ?? last;
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined) read(Math.min(last, Math.max(0, cursor === null && event.key !== 'Home' ? last : next)));
    else if (event.key === 'Enter') props.onOpen();
    else if (event.key === 'Escape' && cursor !== null) read(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const mark = cursor === null ? undefined : layout.marks[cursor];
  // Text of the page's direction: at its start is at the right under rtl, though the chart is not mirrored.
  const anchorBeforeAxis = props.direction === 'rtl' ? 'start' : 'end';
  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{ blockSize: height }}
      role="img"
      aria-label={props.description}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => read(null)}
    >
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} onPointerMove={onPointerMove} onPointerLeave={() => read(null)}>
          {layout.valueTicks.map(({ value, y }) => (
            <g key={value}>
              <line x1={layout.plot.x} x2={layout.plot.x + layout.plot.width} y1={y} y2={y} className={styles.grid} />
              <text x={layout.plot.x - 8} y={y} dy="0.32em" textAnchor={anchorBeforeAxis} className={styles.label}>
                {valueLabel(value)}
              </text>
            </g>
          ))}
          {layout.broken && (
            <path d={`M${layout.plot.x - 4},${layout.plot.y + layout.plot.height + 6}l4,-4l4,4l4,-4`} className={styles.break} />
          )}
          {layout.timeTicks.map(({ index, x }) => (
            <text key={index} x={x} y={height - 6} textAnchor={x > width - EDGE ? anchorBeforeAxis : 'middle'} className={styles.label}>
              {timeLabel(index)}
            </text>
          ))}
          <path d={layout.now.area} className={styles.area} />
          <path d={layout.before} className={styles.before} />
          <path d={layout.former} className={styles.former} />
          <path d={layout.now.solid} className={styles.now} />
          <path d={layout.now.dashed} className={styles.now} strokeDasharray="5 4" />
          {layout.now.lone.map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r={3} className={styles.nowDot} />
          ))}
          {levels.map(({ label }, index) => (
            <g key={label}>
              <line x1={layout.plot.x} x2={layout.plot.x + layout.plot.width} y1={layout.levels[index]} y2={layout.levels[index]} className={styles.level} />
              <text x={layout.plot.x + 4} y={(layout.levels[index] ?? 0) - 5} textAnchor={props.direction === 'rtl' ? 'end' : 'start'} className={styles.label}>
                {label}
              </text>
            </g>
          ))}
          {breaks.map(({ index, label }) => (
            <line
              key={index}
              x1={layout.marks[index]?.x}
              x2={layout.marks[index]?.x}
              y1={layout.plot.y}
              y2={layout.plot.y + layout.plot.height}
              className={styles.definitionBreak}
            >
              <title>{label}</title>
            </line>
          ))}
          {mark && (
            <g>
              <line x1={mark.x} x2={mark.x} y1={layout.plot.y} y2={layout.plot.y + layout.plot.height} className={styles.rule} />
              {mark.before !== null && <circle cx={mark.x} cy={mark.before} r={3.5} className={styles.beforeDot} />}
              {mark.former !== null && <circle cx={mark.x} cy={mark.former} r={3.5} className={styles.formerDot} />}
              {mark.now !== null && <circle cx={mark.x} cy={mark.now} r={4} className={styles.nowDot} />}
            </g>
          )}
        </svg>
      )}
    </div>
  );
}

function nearest(marks: { x: number }[], x: number): number | null {
  let best: number | null = null;
  marks.forEach((mark, index) => {
    if (best === null || Math.abs(mark.x - x) < Math.abs((marks[best]?.x ?? 0) - x)) best = index;
  });
  return best;
}
