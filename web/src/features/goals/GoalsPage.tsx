import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { change } from '../../api/client.ts';
import { goalsQuery, liveKey, metricsQuery, workspaceQuery } from '../../api/queries.ts';
import type { GoalSummary, MetricSummary } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RemoveButton } from '../../ui/RemoveButton.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ofMajor } from '../../words/units.ts';
import { useTitle } from '../shell/useTitle.ts';
import { GoalForm } from './GoalForm.tsx';
import styles from './goals.module.css';

/** All goals, and the form that sets one. */
export function GoalsPage() {
  const { words } = useLanguage();
  const { address } = useAddress();
  const goals = useQuery(goalsQuery);
  const metrics = useQuery(metricsQuery());
  const title = words.say('ui.page.goals');
  useTitle(title);
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      {metrics.data && (
        <Card title={words.say('ui.goal.set')}>
          <GoalForm metrics={metrics.data} first={address.q} />
        </Card>
      )}
      {goals.error && <Problem error={goals.error} retry={() => void goals.refetch()} />}
      {goals.data && (
        <Card title={words.say('ui.goal.all')}>
          {goals.data.length === 0 && <p className={styles.none}>{words.say('ui.goal.none')}</p>}
          {goals.data.length > 0 && <GoalTable goals={goals.data} metrics={metrics.data ?? []} />}
        </Card>
      )}
    </div>
  );
}

function GoalTable({ goals, metrics }: { goals: GoalSummary[]; metrics: MetricSummary[] }) {
  const { words, format, figures } = useLanguage();
  const { address } = useAddress();
  const client = useQueryClient();
  const workspace = useQuery(workspaceQuery);
  const remove = useMutation({
    mutationFn: (key: string) => change<GoalSummary[]>('DELETE', 'goals', { key }),
    onSuccess: () => client.invalidateQueries({ queryKey: liveKey }),
  });
  const label = { metric: words.say('ui.goal.metric'), period: words.say('ui.period.title'), part: words.say('ui.goal.part'), target: words.say('ui.goal.number') };
  const unitOf = (id: string) => metrics.find((metric) => metric.id === id)?.unit ?? 'count';
  return (
    <>
      {remove.error && <Problem error={remove.error} />}
      <div className={table.region} tabIndex={0} role="group" aria-label={words.say('ui.goal.all')}>
        <table className={`${table.table} ${table.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{label.metric}</th>
              <th scope="col">{label.period}</th>
              <th scope="col">{label.part}</th>
              <th scope="col" className={table.number}>
                {label.target}
              </th>
              <th scope="col">
                <span className="visually-hidden">{words.say('ui.goal.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {goals.map((goal) => (
              <tr key={goal.key}>
                <td data-label={label.metric}>
                  <Link {...paths.goal(goal, address)}>{names.metric(words, goal.metric)}</Link>
                </td>
                <td data-label={label.period}>
                  <Iso>{format.range(goal.first, goal.last)}</Iso>
                </td>
                <td data-label={label.part}>
                  {goal.dimension ? `${names.dimension(words, goal.dimension)}: ${names.value(words, goal.value ?? null)}` : words.say('ui.goal.whole')}
                </td>
                <td data-label={label.target} className={table.number}>
                  <Iso>
                    {figures.short(
                      ofMajor(goal.target, unitOf(goal.metric), goal.currency ?? workspace.data?.currency ?? 'EUR'),
                      unitOf(goal.metric),
                    )}
                  </Iso>
                </td>
                <td>
                  {goal.imported ? (
                    <span className={table.muted}>{words.say('ui.goal.imported')}</span>
                  ) : (
                    <RemoveButton what={names.metric(words, goal.metric)} isDisabled={remove.isPending} onRemove={() => remove.mutate(goal.key)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
