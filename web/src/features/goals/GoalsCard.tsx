import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionQuery } from '../../api/queries.ts';
import type { Goal, MetricAnswer } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { valueOf } from '../../words/units.ts';
import { Attained } from './Attained.tsx';
import { GoalLine } from './GoalLine.tsx';
import { PartGoals } from './PartGoals.tsx';
import styles from './goals.module.css';
import { goalsOf } from './shownGoal.ts';

/** The goals of a metric: where it should be today, and where it will end. */
export function GoalsCard({ answer }: { answer: MetricAnswer }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const definition = useQuery(definitionQuery(answer.metric)).data;
  const others = definition?.goals ?? 0;
  const about = goalsOf(definition, answer);
  if (about !== undefined) {
    return (
      <Card title={words.say('ui.page.goals')}>
        <p className={styles.none}>
          <Link {...paths.goals(address, about)}>{words.say('ui.goal.of_other', { metric: names.metric(words, about) })}</Link>
        </p>
      </Card>
    );
  }
  return (
    <Card
      title={words.say('ui.page.goals')}
      actions={<Link {...paths.goals(address, answer.metric)} className={styles.action}>{words.say('ui.goal.set')}</Link>}
    >
      {answer.goals.length === 0 && <p className={styles.none}>{words.say(answer.frame.filters.length > 0 ? 'ui.goal.none_filtered' : 'ui.goal.none')}</p>}
      {answer.goals.length === 0 && others > 0 && (
        <p className={styles.none}>
          <Link {...paths.goals(address, answer.metric)}>{words.say('ui.goal.others', { count: others })}</Link>
        </p>
      )}
      <PartGoals answer={answer} />
      {answer.goals.map((goal) => (
        <OneGoal key={goal.key} goal={goal} answer={answer} />
      ))}
    </Card>
  );
}

function OneGoal({ goal, answer }: { goal: Goal; answer: MetricAnswer }) {
  const { words, format, figures } = useLanguage();
  const { unit } = answer;
  const write = (number: number) => figures.short(valueOf(number, unit, answer.frame.currency), unit);
  const [dimension, value] = goal.part ?? [];
  const reached = goal.attainment == null ? 0 : Math.min(1, Math.max(0, goal.attainment));
  return (
    <section className={styles.goal}>
      <h3 className={styles.period}>
        {format.range(goal.period.start, goal.period.end)}
        {dimension && value && ` · ${names.dimension(words, dimension)}: ${names.value(words, value, dimension)}`}
      </h3>
      <GoalLine goal={goal} unit={unit} currency={answer.frame.currency} shown={goal.period} />
      {goal.attainment != null && (
        <div className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${reached * 100}%` }} data-verdict={goal.verdict} />
        </div>
      )}
      <p className={styles.facts}>
        {words.say('ui.goal.reached', { value: figures.short(goal.actual.value, unit) })}
        <Attained goal={goal} unit={unit} currency={answer.frame.currency} />
      </p>
      <p className={styles.facts}>
        {words.say(`ui.goal.basis_${goal.basis}`, {
          years: goal.years,
          expected: goal.expected == null ? '–' : write(goal.expected),
        })}
      </p>
      {goal.forecast != null && (
        <p className={styles.facts}>
          {goal.forecast_range
            ? words.say('ui.goal.forecast_range', {
                value: write(goal.forecast),
                low: write(goal.forecast_range[0]),
                high: write(goal.forecast_range[1]),
              })
            : words.say('ui.goal.forecast', { value: write(goal.forecast) })}
        </p>
      )}
    </section>
  );
}
