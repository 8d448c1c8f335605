import type { GoalSummary } from '../../api/types.ts';

export interface SortedGoals {
  running: GoalSummary[];
  toCome: GoalSummary[];
  over: GoalSummary[];
}

/** Goals by whether they run on a day; those that end first come first, those that are over from the latest on. */
export function sortedGoals(goals: readonly GoalSummary[], day: string): SortedGoals {
  const byEnd = [...goals].sort((a, b) => a.last.localeCompare(b.last));
  return {
    running: byEnd.filter(({ first, last }) => first <= day && day <= last),
    toCome: byEnd.filter(({ first }) => first > day),
    over: byEnd.filter(({ last }) => last < day).reverse(),
  };
}

/** The day the data reach to: at midnight the clock begins a day that has none yet. */
export function dayOfData(now: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(Date.parse(now) - 1));
}
