import { describe, expect, it } from 'vitest';
import { layoutLine, type ChartPoint } from './layout.ts';

const done = (value: number | null): ChartPoint => ({ value, unfinished: false });
const size = { width: 322, height: 140, labelWidth: 0, fromZero: false, share: false };

describe('the layout of a line chart', () => {
  it('draws the unfinished part dashed, from the last finished point', () => {
    const { now } = layoutLine({ ...size, now: [done(0), done(10), { value: 5, unfinished: true }], before: [] });
    expect(now.solid).toBe('M8,112L158,12');
    expect(now.dashed).toBe('M158,12L308,62');
  });

  it('leaves a gap where there is no value', () => {
    const { now, marks } = layoutLine({ ...size, now: [done(0), done(4), done(null), done(8), done(10)], before: [] });
    expect(now.solid.match(/M/g)).toHaveLength(2);
    expect(marks[2]?.now).toBeNull();
  });

  it('starts at zero, unless the lines move within a quarter of their height', () => {
    const wide = layoutLine({ ...size, now: [done(50), done(100)], before: [] });
    expect(wide.broken).toBe(false);
    expect(wide.valueTicks[0]).toEqual({ value: 0, y: 112 });
    const narrow = layoutLine({ ...size, now: [done(96), done(100)], before: [] });
    expect(narrow.broken).toBe(true);
    expect(narrow.valueTicks[0]?.value).toBeGreaterThan(90);
    const forced = layoutLine({ ...size, fromZero: true, now: [done(96), done(100)], before: [] });
    expect(forced.valueTicks[0]?.value).toBe(0);
  });

  it('ends shares at 1, also where the axis is broken', () => {
    const { valueTicks } = layoutLine({ ...size, share: true, now: [done(0.9), done(1)], before: [] });
    expect(valueTicks.at(-1)?.value).toBe(1);
  });

  it('names only moments of the shown period where the one before was longer', () => {
    const { timeTicks, marks } = layoutLine({ ...size, now: [done(1), done(2)], before: [done(1), done(2), done(3)] });
    expect(marks).toHaveLength(3);
    expect(timeTicks.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('puts both periods on one axis, aligned by position', () => {
    const { marks } = layoutLine({ ...size, now: [done(10), done(5)], before: [done(0), done(10)] });
    expect(marks).toEqual([
      { x: 8, now: 12, before: 112, former: null },
      { x: 308, now: 62, before: 12, former: null },
    ]);
  });

  it('draws what an earlier definition counts on the same axis, which has room for both', () => {
    const layout = layoutLine({ ...size, now: [done(5), done(2), done(null)], before: [], former: [done(10), done(null), done(0)] });
    expect(layout.marks.map(({ now }) => now)).toEqual([62, 92, null]);
    expect(layout.marks.map(({ former }) => former)).toEqual([12, null, 112]);
    expect(layout.former.match(/M/g)).toHaveLength(2);
  });

  it('draws a point between gaps as a point', () => {
    const { now } = layoutLine({ ...size, now: [done(10), done(null), done(5), done(null), done(0), done(0)], before: [] });
    expect(now.lone).toEqual([
      { x: 8, y: 12 },
      { x: 128, y: 62 },
    ]);
  });

  it('has whole lengths of time on the axis of a duration', () => {
    const hours = (value: number) => value * 3_600;
    // 30 hours in at most five steps: 6 hours each, up to the next whole step.
    const day = layoutLine({ ...size, duration: true, now: [done(0), done(hours(29.5))], before: [] });
    expect(day.valueTicks.map(({ value }) => value)).toEqual([0, 6, 12, 18, 24, 30].map(hours));
    const days = layoutLine({ ...size, duration: true, now: [done(0), done(hours(100))], before: [] });
    expect(days.valueTicks.map(({ value }) => value)).toEqual([0, 24, 48, 72, 96, 120].map(hours));
  });

  it('shows at most one time label per 90 pixels', () => {
    const points = Array.from({ length: 31 }, (_, day) => done(day));
    const ticks = layoutLine({ ...size, now: points, before: [] }).timeTicks;
    const distances = ticks.slice(1).map((tick, index) => tick.x - (ticks[index]?.x ?? 0));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(90);
  });
});
