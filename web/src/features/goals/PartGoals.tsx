import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { goalsPaceQuery, goalsQuery } from '../../api/queries.ts';
import type { MetricAnswer } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { ofMajor } from '../../words/units.ts';
import { usePartName } from './GoalTable.tsx';
import { Verdict } from './GoalLine.tsx';
import styles from './goals.module.css';
import { goalsOfParts } from './shownGoal.ts';

/** Goals of teams, persons and other parts that run in the shown period, each a link to its part. */
export function PartGoals({ answer }: { answer: MetricAnswer }) {
  const { words, format, figures } = useLanguage();
  const { address } = useAddress();
  const partName = usePartName();
  const { period, currency, filters } = answer.frame;
  const goals = goalsOfParts(useQuery(goalsQuery).data ?? [], answer.metric, period);
  const paces = useQuery(goalsPaceQuery(goals.map(({ key }) => key))).data?.goals ?? [];
  if (goals.length === 0 || filters.length > 0) return null;
  return (
    <ul className={styles.parts} aria-label={words.say('ui.goal.of_parts')}>
      {goals.map((goal) => {
        const paced = paces.find((pace) => pace.goal.key === goal.key)?.goal;
        const target = figures.short(ofMajor(goal.target, answer.unit, goal.currency ?? currency), answer.unit);
        const isShown = goal.first === period.start && goal.last === period.end;
        return (
          <li key={goal.key}>
            <Link {...paths.goal(goal, address)}>{partName(goal)}</Link>{' '}
            {isShown
              ? words.say('ui.goal.target', { target })
              : words.say('ui.goal.target_of', { target, period: format.range(goal.first, goal.last) })}{' '}
            {paced ? <Verdict goal={paced} unit={answer.unit} currency={currency} /> : <Iso>…</Iso>}
          </li>
        );
      })}
    </ul>
  );
}
