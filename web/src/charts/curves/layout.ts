import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** A curve by its values from the start; null is a gap. */
export interface Curve {
  key: string;
  values: (number | null)[];
  /** The last value can still grow. */
  unfinished: boolean;
}

export interface CurveLayout {
  plot: { x: number; y: number; width: number; height: number };
  valueTicks: { value: number; y: number }[];
  stepTicks: { step: number; x: number }[];
  paths: { key: string; path: string; x: number; y: number }[];
  main: { solid: string; dashed: string };
}

interface Size {
  width: number;
  height: number;
  labelWidth: number;
}

/** All curves on one scale from 0; the main one with its unfinished end apart. */
export function layoutCurves(curves: Curve[], main: Curve, { width, height, labelWidth }: Size): CurveLayout {
  const plot = { x: labelWidth + 10, y: 10, width: Math.max(0, width - labelWidth - 22), height: Math.max(0, height - 40) };
  const all = [...curves, main];
  const steps = Math.max(1, (max(all, ({ values }) => values.length) ?? 1) - 1);
  const top = max(all, ({ values }) => max(values, (value) => value ?? 0) ?? 0) ?? 1;
  const x = scaleLinear([0, steps], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([0, top || 1], [plot.y + plot.height, plot.y]).nice(4);
  const path = (values: (number | null)[], from = 0) =>
    line<number | null>()
      .defined((value) => value !== null)
      .x((_, index) => x(index + from))
      .y((value) => y(value ?? 0))(values) ?? '';
  const every = Math.max(1, Math.ceil(steps / Math.max(1, Math.floor(plot.width / 60))));
  const lastOf = (values: (number | null)[]) => values.reduce<number>((last, value, index) => (value === null ? last : index), 0);
  const last = lastOf(main.values);
  const cut = main.unfinished && last > 0 ? last - 1 : last;
  return {
    plot,
    valueTicks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    stepTicks: Array.from({ length: Math.floor(steps / every) + 1 }, (_, index) => ({ step: index * every, x: x(index * every) })),
    paths: curves.map(({ key, values }) => {
      const end = lastOf(values);
      return { key, path: path(values), x: x(end), y: y(values[end] ?? 0) };
    }),
    main: {
      solid: path(main.values.slice(0, cut + 1)),
      dashed: cut < last ? path(main.values.slice(cut, last + 1), cut) : '',
    },
  };
}
