import { useMemo } from 'react';
import { useSize } from '../useSize.ts';
import styles from './CurveChart.module.css';
import { layoutCurves, type Curve } from './layout.ts';

const TALL = 320;
const SHORT = 220;
const SMALL_WIDTH = 480;
const GLYPH = 7.2;

interface Props {
  curves: Curve[];
  /** Drawn on top of the others. */
  main: Curve;
  direction: 'ltr' | 'rtl';
  description: string;
  valueLabel: (value: number) => string;
  stepLabel: (step: number) => string;
}

/** Many thin curves and the one of them all. Time runs from left to right in every language. */
export function CurveChart({ curves, main, direction, description, valueLabel, stepLabel }: Props) {
  const [frame, width] = useSize<HTMLDivElement>();
  const height = width < SMALL_WIDTH ? SHORT : TALL;
  const layout = useMemo(() => {
    const draft = layoutCurves(curves, main, { width, height, labelWidth: 0 });
    const labelWidth = Math.max(24, ...draft.valueTicks.map(({ value }) => valueLabel(value).length * GLYPH));
    return layoutCurves(curves, main, { width, height, labelWidth });
  }, [curves, main, width, height, valueLabel]);
  return (
    <div ref={frame} role="img" aria-label={description} style={{ blockSize: height }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          {layout.valueTicks.map(({ value, y }) => (
            <g key={value}>
              <line x1={layout.plot.x} x2={layout.plot.x + layout.plot.width} y1={y} y2={y} className={styles.grid} />
              <text x={layout.plot.x - 8} y={y} dy="0.32em" textAnchor={direction === 'rtl' ? 'start' : 'end'} className={styles.label}>
                {valueLabel(value)}
              </text>
            </g>
          ))}
          {layout.stepTicks.map(({ step, x }) => (
            <text key={step} x={x} y={height - 6} textAnchor="middle" className={styles.label}>
              {stepLabel(step)}
            </text>
          ))}
          {layout.paths.map(({ key, path }) => (
            <path key={key} d={path} className={styles.one} />
          ))}
          <path d={layout.main.solid} className={styles.all} />
          <path d={layout.main.dashed} className={styles.all} strokeDasharray="5 4" />
        </svg>
      )}
    </div>
  );
}
