import type { Goal, GoalSummary, MetricAnswer, MetricDefinition } from '../../api/types.ts';

type Days = Pick<Goal['period'], 'start' | 'end'>;

export function isFor(goal: Goal, shown: Days): boolean {
  return goal.period.start === shown.start && goal.period.end === shown.end;
}

/** The goal that belongs under a figure: that of exactly the period shown, else the shortest around its last day. */
export function shownGoal(goals: readonly Goal[], shown: Days): Goal | undefined {
  return goals.find((goal) => isFor(goal, shown)) ?? goals[0];
}

/** The same, unless it is for less time: a month's goal under a year's figure would be read as the year's. */
export function goalOfHead(goals: readonly Goal[], shown: Days): Goal | undefined {
  const goal = shownGoal(goals, shown);
  return goal && daysOf(goal.period) < daysOf(shown) ? undefined : goal;
}

const daysOf = ({ start, end }: Days) => Date.parse(end) - Date.parse(start);

/** More would hide the rest of the page; all of them are on the page of goals. */
const MOST_PARTS = 12;

/** The goals of a metric's parts for exactly the period shown, else those that run on its last day. */
export function goalsOfParts(goals: readonly GoalSummary[], metric: string, shown: Days): GoalSummary[] {
  const ofParts = goals.filter((goal) => goal.metric === metric && goal.dimension != null);
  const exact = ofParts.filter(({ first, last }) => first === shown.start && last === shown.end);
  const around = ofParts.filter(({ first, last }) => first <= shown.end && shown.end <= last);
  return (exact.length > 0 ? exact : around).slice(0, MOST_PARTS);
}

/** The metric whose goals another one is about; none where it is about no goals. */
export function goalsOf(definition: Pick<MetricDefinition, 'reads'> | undefined, { parameters }: Pick<MetricAnswer, 'parameters'>): string | undefined {
  return definition?.reads.includes('goal.target') ? parameters.find(({ name }) => name === 'metric')?.value : undefined;
}
