import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { definitionQuery } from '../../api/queries.ts';
import type { MetricAnswer } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { useFilters } from '../../state/useFilters.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { goalsOf } from '../goals/shownGoal.ts';
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
  const { filters } = useFilters();
  const { data } = useQuery(definitionQuery(metric));
  // A metric about another one is cut by what both can be cut by.
  const about = data?.parameters.some(({ kind }) => kind === 'metric') ? answer.parameters.find(({ name }) => name === 'metric')?.value : undefined;
  const other = useQuery({ ...definitionQuery(about ?? metric), enabled: about !== undefined }).data;
  const dimensions = (data?.slices ?? []).filter((id) => about === undefined || other?.slices.includes(id));
  const first = dimensions[0];
  const told = about === undefined ? (data?.told_by ?? {}) : {};
  // Parts that another metric tells are no question to this one: they stay out of the address.
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const chosen = elsewhere ?? address.slice ?? first;
  const teller = told[chosen ?? ''];
  useEffect(() => {
    if (!address.slice && first) change({ slice: first }, { replace: true });
  }, [address.slice, first, change]);
  if (!chosen) return null;
  // One part is left of what a filter keeps: the next step is into it.
  const filtered = new Set(filters.filter(({ exclude }) => !exclude).map(({ dimension }) => dimension));
  const next = filtered.has(chosen) && answer.slices?.rows.length === 1 ? dimensions.find((id) => !filtered.has(id)) : undefined;
  const choose = (id: string) => {
    setElsewhere(id in told ? id : null);
    if (!(id in told)) change({ slice: id });
  };
  return (
    <Card title={words.say('ui.slice.title')} dimmed={dimmed}>
      <Tabs selectedKey={chosen} onSelectionChange={(key) => choose(String(key))} className={styles.tabs}>
        <TabList aria-label={words.say('ui.slice.title')} className={styles.list}>
          {[...dimensions, ...Object.keys(told)].map((id) => (
            <Tab key={id} id={id} className={styles.tab}>
              {names.dimension(words, id)}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={chosen} id={chosen} className={styles.panel}>
          {teller !== undefined && <ToldBy metric={metric} dimension={chosen} teller={teller} />}
          {answer.slices?.dimension === chosen && <Leaderboard slices={answer.slices} answer={answer} empty={words.say(goalsOf(data, answer) ? 'ui.slice.no_goals' : 'ui.slice.empty')} />}
          {next !== undefined && (
            <Button kind="quiet" onPress={() => choose(next)}>
              {words.say('ui.slice.further', { dimension: names.dimension(words, next) })}
            </Button>
          )}
        </TabPanel>
      </Tabs>
    </Card>
  );
}

/** Why there are no such parts, and the way to the metric that has them. */
function ToldBy({ metric, dimension, teller }: { metric: string; dimension: string; teller: string }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const link = paths.metric(teller, address);
  const name = names.metric(words, teller);
  return (
    <div className={styles.told}>
      <p>{words.say('ui.slice.told_by', { metric: names.metric(words, metric), dimension: names.dimension(words, dimension), teller: name })}</p>
      <Link {...link} search={{ ...link.search, slice: dimension }}>
        {words.say('ui.slice.of', { metric: name, dimension: names.dimension(words, dimension) })}
      </Link>
    </div>
  );
}
