import type { Goal, Unit } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './goals.module.css';
import { isFor } from './shownGoal.ts';

interface Props {
  goal: Goal;
  unit: Unit;
  currency: string;
  /** The period of the figure above it: a goal for another one says for which. */
  shown: { start: string; end: string };
}

const TONE: Record<Goal['verdict'], string | undefined> = {
  on_pace: styles.good,
  met: styles.good,
  behind: styles.bad,
  missed: styles.bad,
  unknown: undefined,
};

/** "Goal 2.1m: behind by 120k", or "Goal 2.1m (1–30 Nov 2026): …", in one line. */
export function GoalLine({ goal, unit, currency, shown }: Props) {
  const { words, format, figures } = useLanguage();
  // Without an exchange rate there is only what was set.
  const target = figures.short(goal.target.state === 'null' ? (goal.given ?? goal.target) : goal.target, unit);
  return (
    <p className={styles.line}>
      {isFor(goal, shown)
        ? words.say('ui.goal.target', { target })
        : words.say('ui.goal.target_of', { target, period: format.range(goal.period.start, goal.period.end) })}{' '}
      <Verdict goal={goal} unit={unit} currency={currency} />
    </p>
  );
}

/** "on pace", "behind by 120k", "met". */
export function Verdict({ goal, unit, currency }: Omit<Props, 'shown'>) {
  const { words, figures } = useLanguage();
  const by = figures.distance(goal.lead ?? 0, unit, currency);
  const verdict = goal.basis === 'level' && goal.verdict !== 'unknown' ? `level_${goal.verdict}` : goal.verdict;
  return <Iso className={TONE[goal.verdict]}>{words.say(`ui.goal.${verdict}`, { by })}</Iso>;
}
