import { describe, expect, it } from 'vitest';
import { layoutWaterfall } from './layout.ts';

describe('the layout of a waterfall', () => {
  it('begins each bar where the one before it ended', () => {
    // From 0 up to 60, down to 20, up to 100: the way is 100 wide.
    expect(layoutWaterfall([60, -40, 80])).toEqual({
      bars: [
        { start: 0, size: 0.6 },
        { start: 0.2, size: 0.4 },
        { start: 0.2, size: 0.8 },
      ],
      before: 0,
      now: 1,
    });
  });

  it('has room for levels below the first', () => {
    // From 0 down to -30, up to 10: the way is 40 wide, and 0 lies at three quarters of it.
    const { bars, before, now } = layoutWaterfall([-30, 40]);
    expect(bars).toEqual([
      { start: 0, size: 0.75 },
      { start: 0, size: 1 },
    ]);
    expect([before, now]).toEqual([0.75, 1]);
  });

  it('stays at the start when nothing moved', () => {
    expect(layoutWaterfall([0])).toEqual({ bars: [{ start: 0, size: 0 }], before: 0, now: 0 });
    expect(layoutWaterfall([])).toEqual({ bars: [], before: 0, now: 0 });
  });
});
