import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

export interface SparkPoint {
  /** Null is a gap. */
  value: number | null;
  unfinished: boolean;
}

export interface SparklineLayout {
  /** The finished part. */
  solid: string;
  /** From the last finished point to the unfinished ones. */
  dashed: string;
  end: { x: number; y: number } | null;
}

const EDGE = 3;

/** Time runs from left to right in every language. */
export function layoutSparkline(points: SparkPoint[], width: number, height: number): SparklineLayout {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [low = 0, high = 0] = extent(values);
  const flat = low === high;
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [EDGE, width - EDGE]);
  const y = scaleLinear(flat ? [low - 1, high + 1] : [low, high], [height - EDGE, EDGE]);
  const path = line<{ value: number | null; index: number }>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => round(x(index)))
    .y(({ value }) => round(y(value ?? 0)));
  const placed = points.map((point, index) => ({ ...point, index }));
  const firstUnfinished = placed.findIndex(({ unfinished }) => unfinished);
  const cut = firstUnfinished === -1 ? placed.length : firstUnfinished;
  const last = placed.findLast(({ value }) => value !== null);
  return {
    solid: path(placed.slice(0, cut)) ?? '',
    dashed: cut < placed.length ? (path(placed.slice(Math.max(0, cut - 1))) ?? '') : '',
    end: last ? { x: round(x(last.index)), y: round(y(last.value ?? 0)) } : null,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
