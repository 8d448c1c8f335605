import type { Goal, Unit } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { valueOf } from '../../words/units.ts';
import styles from './goals.module.css';

interface Props {
  goal: Goal;
  unit: Unit;
  currency: string;
}

const TONE: Record<Goal['verdict'], string | undefined> = {
  on_pace: styles.good,
  met: styles.good,
  behind: styles.bad,
  missed: styles.bad,
  unknown: undefined,
};

/** "Goal 2.1m: behind by 120k", in one line. */
export function GoalLine({ goal, unit, currency }: Props) {
  const { words, figures } = useLanguage();
  const by = figures.short(valueOf(Math.abs(goal.lead ?? 0), unit, currency), unit);
  const verdict = goal.basis === 'level' && goal.verdict !== 'unknown' ? `level_${goal.verdict}` : goal.verdict;
  return (
    <p className={styles.line}>
      {words.say('ui.goal.target', { target: figures.short(goal.target, unit) })}{' '}
      <Iso className={TONE[goal.verdict]}>{words.say(`ui.goal.${verdict}`, { by })}</Iso>
    </p>
  );
}
