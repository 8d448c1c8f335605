import { useMemo } from 'react';
import { useSize } from '../useSize.ts';
import { layoutSparkline, type SparkPoint } from './layout.ts';
import styles from './Sparkline.module.css';

const HEIGHT = 32;

/** The shape of the history; the numbers stand in the tile and in the chart behind it. */
export function Sparkline({ points }: { points: SparkPoint[] }) {
  const [frame, width] = useSize<HTMLDivElement>();
  const layout = useMemo(() => layoutSparkline(points, width, HEIGHT), [points, width]);
  return (
    <div ref={frame} className={styles.frame} aria-hidden="true">
      {width > 0 && points.length > 1 && (
        <svg width={width} height={HEIGHT}>
          <path d={layout.solid} className={styles.line} />
          <path d={layout.dashed} className={styles.line} strokeDasharray="3 3" />
          {layout.end && <circle cx={layout.end.x} cy={layout.end.y} r={2.5} className={styles.end} />}
        </svg>
      )}
    </div>
  );
}
