import { describe, expect, it } from 'vitest';
import type { Goal } from '../../api/types.ts';
import { isFor, shownGoal } from './shownGoal.ts';

const goal = (start: string, end: string) => ({ key: start + end, period: { start, end } }) as Goal;
const november = goal('2026-11-01', '2026-11-30');
const quarter = goal('2026-10-01', '2026-12-31');

describe('the goal under a figure', () => {
  it('is that of the period shown, even where a shorter one runs', () => {
    expect(shownGoal([november, quarter], { start: '2026-10-01', end: '2026-12-31' })).toBe(quarter);
  });

  it('is else the shortest, which is then not one for the period shown', () => {
    const year = { start: '2026-01-01', end: '2026-12-31' };
    expect(shownGoal([november, quarter], year)).toBe(november);
    expect(isFor(november, year)).toBe(false);
  });

  it('is none where there is none', () => expect(shownGoal([], { start: '2026-10-01', end: '2026-12-31' })).toBeUndefined());
});
