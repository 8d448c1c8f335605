import type { Goal } from '../../api/types.ts';

type Days = Pick<Goal['period'], 'start' | 'end'>;

export function isFor(goal: Goal, shown: Days): boolean {
  return goal.period.start === shown.start && goal.period.end === shown.end;
}

/** The goal that belongs under a figure: that of exactly the period shown, else the shortest around its last day. */
export function shownGoal(goals: readonly Goal[], shown: Days): Goal | undefined {
  return goals.find((goal) => isFor(goal, shown)) ?? goals[0];
}
