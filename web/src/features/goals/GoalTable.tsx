import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { change } from '../../api/client.ts';
import { goalsPaceQuery, liveKey, metricsQuery, workspaceQuery } from '../../api/queries.ts';
import type { Goal, GoalSummary } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RemoveButton } from '../../ui/RemoveButton.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ofMajor } from '../../words/units.ts';
import { Attained } from './Attained.tsx';
import { Verdict } from './GoalLine.tsx';

const PAGE = 20;

/** What a goal is set for, in words. */
export function usePartName(): (goal: GoalSummary) => string {
  const { words } = useLanguage();
  return ({ dimension, value }) =>
    dimension ? `${names.dimension(words, dimension)}: ${names.value(words, value, dimension)}` : words.say('ui.goal.whole');
}

interface Props {
  title: string;
  goals: GoalSummary[];
  /** Opened by its button only. */
  folded?: boolean;
}

export function GoalTable({ title, goals, folded = false }: Props) {
  const { words } = useLanguage();
  const [shown, setShown] = useState(folded ? 0 : PAGE);
  const rows = goals.slice(0, shown);
  // One request for what is shown at first, one more for each further page.
  const pages = Array.from({ length: Math.ceil(rows.length / PAGE) }, (_, page) => rows.slice(page * PAGE, (page + 1) * PAGE));
  const paces = useQueries({ queries: pages.map((page) => goalsPaceQuery(page.map(({ key }) => key))) });
  const paced = new Map(paces.flatMap(({ data }) => data?.goals ?? []).map(({ goal }) => [goal.key, goal]));
  const failed = paces.find(({ error }) => error);
  const label = {
    metric: words.say('ui.goal.metric'),
    period: words.say('ui.period.title'),
    part: words.say('ui.goal.part'),
    target: words.say('ui.goal.number'),
    reached: words.say('ui.goal.reached_short'),
    state: words.say('ui.goal.state'),
  };
  return (
    <Card
      title={title}
      actions={
        folded && (
          <Button kind="quiet" aria-expanded={shown > 0} onPress={() => setShown(shown > 0 ? 0 : PAGE)}>
            {words.say(shown > 0 ? 'ui.action.hide' : 'ui.action.show')}
          </Button>
        )
      }
    >
      {shown > 0 && (
        <div className={table.region} tabIndex={0} role="group" aria-label={title}>
          <table className={`${table.table} ${table.stacked}`}>
            <thead>
              <tr>
                <th scope="col">{label.metric}</th>
                <th scope="col">{label.period}</th>
                <th scope="col">{label.part}</th>
                <th scope="col" className={table.number}>
                  {label.target}
                </th>
                <th scope="col" className={table.number}>
                  {label.reached}
                </th>
                <th scope="col">{label.state}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.say('ui.goal.remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((goal) => (
                <GoalRow key={goal.key} goal={goal} paced={paced.get(goal.key)} label={label} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {failed?.error && <Problem error={failed.error} retry={() => void failed.refetch()} />}
      {shown > 0 && shown < goals.length && <Button onPress={() => setShown(shown + PAGE)}>{words.say('ui.action.more')}</Button>}
    </Card>
  );
}

type Labels = Record<'metric' | 'period' | 'part' | 'target' | 'reached' | 'state', string>;

function GoalRow({ goal, paced, label }: { goal: GoalSummary; paced: Goal | undefined; label: Labels }) {
  const { words, format, figures } = useLanguage();
  const { address } = useAddress();
  const client = useQueryClient();
  const workspace = useQuery(workspaceQuery);
  const metrics = useQuery(metricsQuery());
  const partName = usePartName();
  const unit = metrics.data?.find(({ id }) => id === goal.metric)?.unit ?? 'count';
  const currency = goal.currency ?? workspace.data?.currency ?? '';
  const name = names.metric(words, goal.metric);
  const remove = useMutation({
    mutationFn: () => change<GoalSummary[]>('DELETE', 'goals', { key: goal.key }),
    onSuccess: () => client.invalidateQueries({ queryKey: liveKey }),
  });
  return (
    <tr>
      <td data-label={label.metric}>
        <Link {...paths.goal(goal, address)}>{name}</Link>
      </td>
      <td data-label={label.period}>
        <Iso>{format.range(goal.first, goal.last)}</Iso>
      </td>
      <td data-label={label.part}>{partName(goal)}</td>
      <td data-label={label.target} className={table.number}>
        <Iso>{figures.short(ofMajor(goal.target, unit, currency), unit)}</Iso>
      </td>
      <td data-label={label.reached} className={table.number}>
        <Iso>
          {paced ? figures.short(paced.actual.value, unit) : '–'}
          {paced && <Attained goal={paced} unit={unit} currency={workspace.data?.currency ?? ''} />}
        </Iso>
      </td>
      <td data-label={label.state}>{paced ? <Verdict goal={paced} unit={unit} currency={workspace.data?.currency ?? ''} /> : '–'}</td>
      <td>
        {goal.imported ? (
          <span className={table.muted}>{words.say('ui.goal.imported')}</span>
        ) : (
          <RemoveButton what={name} isDisabled={remove.isPending} onRemove={() => remove.mutate()} />
        )}
        {remove.error && <Problem error={remove.error} />}
      </td>
    </tr>
  );
}
