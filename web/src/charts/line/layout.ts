import { extent, range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';

export interface ChartPoint {
  /** Null is a gap, never zero. */
  value: number | null;
  unfinished: boolean;
}

export interface LineInput {
  now: ChartPoint[];
  /** Aligned by position; empty without comparison. */
  before: ChartPoint[];
  /** The same points as an earlier definition counts them; empty without one. */
  former?: ChartPoint[];
  width: number;
  height: number;
  /** Width in pixels of the longest label of the value axis. */
  labelWidth: number;
  /** Start the value axis at zero even when the line uses little of it. */
  fromZero: boolean;
  /** Shares end at 1 when they come near it. */
  share: boolean;
  /** Values are seconds: the value axis has whole minutes, hours, days. */
  duration?: boolean;
  /** Values that stay the same over time, such as a goal. */
  levels?: number[];
}

export interface LineLayout {
  plot: { x: number; y: number; width: number; height: number };
  /** The axis does not start at zero. */
  broken: boolean;
  valueTicks: { value: number; y: number }[];
  timeTicks: { index: number; x: number }[];
  now: { solid: string; dashed: string; area: string; lone: { x: number; y: number }[] };
  before: string;
  former: string;
  /** Height of each level. */
  levels: number[];
  /** Where each point stands, null for gaps. */
  marks: { x: number; now: number | null; before: number | null; former: number | null }[];
}

const LEAST_TICK_DISTANCE = 90;
const GAP = 8;
const TOP = 12;
const FOOT = 28;
const END = 14;

/** Everything the drawing needs, from data and size alone. */
export function layoutLine(input: LineInput): LineLayout {
  const { now, before, former = [], width, height } = input;
  const plot = {
    x: input.labelWidth + GAP,
    y: TOP,
    width: Math.max(10, width - input.labelWidth - GAP - END),
    height: Math.max(10, height - TOP - FOOT),
  };
  const count = Math.max(now.length, before.length);
  const { domain, broken } = domainOf(input);
  const y = scaleLinear(domain, [plot.y + plot.height, plot.y]);
  const step = input.duration ? durationStep(domain[1] - domain[0]) : undefined;
  if (step === undefined) y.nice(4);
  else y.domain([Math.floor(domain[0] / step) * step, Math.ceil(domain[1] / step) * step]);
  const [low = 0, high = 1] = y.domain();
  const values = step === undefined ? y.ticks(4) : range(low, high + step / 2, step);
  const x = (index: number) => round(plot.x + (count > 1 ? (index / (count - 1)) * plot.width : plot.width / 2));
  const at = (value: number | null) => (value === null ? null : round(y(value)));

  const place = (points: ChartPoint[]) => points.map((point, index) => ({ ...point, index }));
  const path = line<ChartPoint & { index: number }>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => x(index))
    .y(({ value }) => at(value) ?? 0);
  const ground = area<ChartPoint & { index: number }>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => x(index))
    .y0(plot.y + plot.height)
    .y1(({ value }) => at(value) ?? 0);

  const placed = place(now);
  const unfinished = placed.findIndex((point) => point.unfinished);
  const cut = unfinished === -1 ? placed.length : unfinished;
  const finished = placed.slice(0, cut);
  return {
    plot,
    broken,
    valueTicks: values.map((value) => ({ value, y: round(y(value)) })),
    timeTicks: timeTicks(count, plot.width).filter((index) => index < (now.length || count)).map((index) => ({ index, x: x(index) })),
    now: {
      solid: path(finished) ?? '',
      dashed: cut < placed.length ? (path(placed.slice(Math.max(0, cut - 1))) ?? '') : '',
      area: before.length === 0 && former.length === 0 && !broken ? (ground(finished) ?? '') : '',
      lone: placed.flatMap(({ value, index }) => (value === null || hasNeighbour(placed, index) ? [] : [{ x: x(index), y: at(value) ?? 0 }])),
    },
    before: path(place(before)) ?? '',
    former: path(place(former)) ?? '',
    levels: (input.levels ?? []).map((value) => round(y(value))),
    marks: Array.from({ length: count }, (_, index) => ({
      x: x(index),
      now: at(now[index]?.value ?? null),
      before: at(before[index]?.value ?? null),
      former: at(former[index]?.value ?? null),
    })),
  };
}

/** From zero, unless the lines move within a quarter of their height: then the axis is broken, and says so. */
function domainOf({ now, before, former = [], fromZero, share, levels = [] }: LineInput): { domain: [number, number]; broken: boolean } {
  const values = [...[...now, ...before, ...former].flatMap(({ value }) => (value === null ? [] : [value])), ...levels];
  const [low = 0, high = 1] = extent(values);
  const narrow = low > 0 && high - low < high / 4 && values.length > 1 && high > low;
  if (narrow && !fromZero) {
    const room = (high - low) * 0.15;
    return { domain: [Math.max(0, low - room), share && high <= 1 ? Math.min(1, high + room) : high + room], broken: true };
  }
  const top = share && high > 0.8 && high <= 1 ? 1 : high;
  return { domain: [Math.min(0, low), top === 0 ? 1 : top], broken: false };
}

/** A line needs two points: one between gaps is drawn as a point. */
function hasNeighbour(points: readonly ChartPoint[], index: number): boolean {
  return [points[index - 1], points[index + 1]].some((point) => point !== undefined && point.value !== null);
}

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];
const STEPS = [1, 2, 5, 10, 15, 30].concat(
  [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  [1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  [1, 2, 5, 10, 20, 50, 100, 200, 500].map((days) => days * DAY),
);
const MOST_STEPS = 5;

/** The smallest length of time that cuts the height into few steps; none for what is shorter or longer than any. */
function durationStep(height: number): number | undefined {
  return height < MOST_STEPS ? undefined : STEPS.find((step) => height / step <= MOST_STEPS);
}

function timeTicks(count: number, width: number): number[] {
  if (count <= 1) return count === 1 ? [0] : [];
  const most = Math.max(2, Math.floor(width / LEAST_TICK_DISTANCE));
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, tick) => tick * step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
