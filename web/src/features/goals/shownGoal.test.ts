import { describe, expect, it } from 'vitest';
import type { Goal, GoalSummary } from '../../api/types.ts';
import { goalOfHead, goalsOfParts, isFor, shownGoal } from './shownGoal.ts';

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

  it('is not that of one month under a year, nor one of another length for the days shown', () => {
    expect(goalOfHead([november], { start: '2026-01-01', end: '2026-12-31' })).toBeUndefined();
    expect(goalOfHead([november], { start: '2026-10-30', end: '2026-11-26' })).toBe(november);
    expect(goalOfHead([quarter], { start: '2026-10-01', end: '2026-12-31' })).toBe(quarter);
  });

  it('is none where there is none', () => expect(shownGoal([], { start: '2026-10-01', end: '2026-12-31' })).toBeUndefined());
});

describe('the goals of parts', () => {
  const part = (first: string, last: string, value: string | null) =>
    ({ key: first + value, metric: 'won_value', dimension: value === null ? null : 'team', value, first, last }) as GoalSummary;
  const whole = part('2026-10-01', '2026-12-31', null);
  const poland = part('2026-10-01', '2026-12-31', 'Poland');
  const before = part('2026-07-01', '2026-09-30', 'Poland');
  const month = part('2026-11-01', '2026-11-30', 'Baltics');

  it('are those of exactly the period shown', () => {
    expect(goalsOfParts([whole, before, month, poland], 'won_value', { start: '2026-10-01', end: '2026-12-31' })).toEqual([poland]);
  });

  it('are else those that run at its end', () => {
    expect(goalsOfParts([before, month, poland], 'won_value', { start: '2026-10-30', end: '2026-11-26' })).toEqual([month, poland]);
    expect(goalsOfParts([poland], 'revenue_net', { start: '2026-10-30', end: '2026-11-26' })).toEqual([]);
  });
});
