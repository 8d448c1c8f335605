import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { goalsQuery, metricsQuery, workspaceQuery } from '../../api/queries.ts';
import type { GoalSummary } from '../../api/types.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { fold } from '../../words/fold.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { GoalForm } from './GoalForm.tsx';
import { GoalTable, usePartName } from './GoalTable.tsx';
import styles from './goals.module.css';
import { dayOfData, sortedGoals } from './sorted.ts';

/** The goals that run, those that are over, and the form that sets one. */
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
      {goals.data && <AllGoals goals={goals.data} />}
    </div>
  );
}

function AllGoals({ goals }: { goals: GoalSummary[] }) {
  const { words } = useLanguage();
  const workspace = useQuery(workspaceQuery);
  const partName = usePartName();
  const [text, setText] = useState('');
  if (!workspace.data) return null;
  const wanted = fold(text);
  const found = goals.filter((goal) => fold(`${names.metric(words, goal.metric)} ${partName(goal)}`).includes(wanted));
  const { running, toCome, over } = sortedGoals(found, dayOfData(workspace.data.now, workspace.data.zone));
  return (
    <>
      {goals.length > 0 && <SearchField label={words.say('ui.goal.search')} value={text} onSearch={setText} />}
      {found.length === 0 && <p role="status" className={styles.none}>{words.say(goals.length === 0 ? 'ui.goal.none_yet' : 'ui.goal.none_found')}</p>}
      {running.length > 0 && <GoalTable title={words.say('ui.goal.running')} goals={running} />}
      {toCome.length > 0 && <GoalTable title={words.say('ui.goal.to_come')} goals={toCome} />}
      {over.length > 0 && (
        <GoalTable key={wanted} title={words.say('ui.goal.over', { count: over.length })} goals={over} folded={wanted === ''} />
      )}
    </>
  );
}
