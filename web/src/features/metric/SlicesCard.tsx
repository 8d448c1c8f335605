import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { definitionQuery } from '../../api/queries.ts';
import type { MetricAnswer } from '../../api/types.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { Leaderboard } from './Leaderboard.tsx';
import styles from './SlicesCard.module.css';

interface Props {
  metric: string;
  answer: MetricAnswer;
  dimmed: boolean;
}

/** The parts of the value, one dimension at a time. */
export function SlicesCard({ metric, answer, dimmed }: Props) {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const { data } = useQuery(definitionQuery(metric));
  // A metric about another one is cut by what both can be cut by.
  const about = data?.parameters.some(({ kind }) => kind === 'metric') ? answer.parameters.find(({ name }) => name === 'metric')?.value : undefined;
  const other = useQuery({ ...definitionQuery(about ?? metric), enabled: about !== undefined }).data;
  const dimensions = (data?.slices ?? []).filter((id) => about === undefined || other?.slices.includes(id));
  const first = dimensions[0];
  const chosen = address.slice ?? first;
  useEffect(() => {
    if (!address.slice && first) change({ slice: first }, { replace: true });
  }, [address.slice, first, change]);
  if (!chosen) return null;
  return (
    <Card title={words.say('ui.slice.title')} dimmed={dimmed}>
      <Tabs selectedKey={chosen} onSelectionChange={(key) => change({ slice: String(key) })} className={styles.tabs}>
        <TabList aria-label={words.say('ui.slice.title')} className={styles.list}>
          {dimensions.map((id) => (
            <Tab key={id} id={id} className={styles.tab}>
              {names.dimension(words, id)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id={chosen} className={styles.panel}>
          {answer.slices?.dimension === chosen && <Leaderboard slices={answer.slices} answer={answer} />}
        </TabPanel>
      </Tabs>
    </Card>
  );
}
