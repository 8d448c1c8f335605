import { describe, expect, it } from 'vitest';
import type { GoalSummary } from '../../api/types.ts';
import { dayOfData, sortedGoals } from './sorted.ts';

const goal = (first: string, last: string) => ({ key: `${first} ${last}`, first, last }) as GoalSummary;

describe('goals by the day', () => {
  it('are running from the first day to the last', () => {
    const [september, october, quarter, november] = [
      goal('2026-09-01', '2026-09-30'),
      goal('2026-10-01', '2026-10-31'),
      goal('2026-10-01', '2026-12-31'),
      goal('2026-11-01', '2026-11-30'),
    ];
    const august = goal('2026-08-01', '2026-08-31');
    expect(sortedGoals([quarter, november, october, august, september], '2026-10-31')).toEqual({
      running: [october, quarter],
      toCome: [november],
      over: [september, august],
    });
  });

  it('take the day of the workspace, not of the browser', () => {
    expect(dayOfData('2026-10-31T23:00:00Z', 'Europe/Berlin')).toBe('2026-10-31');
    expect(dayOfData('2026-10-31T23:00:01Z', 'Europe/Berlin')).toBe('2026-11-01');
  });
});
