import { useQuery } from '@tanstack/react-query';
import { experimentQuery } from '../../api/queries.ts';
import type { Address } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { DataGroups } from './DataGroups.tsx';
import { FoundExperiments } from './FoundExperiments.tsx';
import styles from './ExperimentsPage.module.css';
import { isComplete, readGroups } from './groups.ts';
import { Outcome } from './Outcome.tsx';
import { PlainField } from './PlainField.tsx';
import { PlanCard } from './PlanCard.tsx';
import { TypedGroups } from './TypedGroups.tsx';

/** Groups beside each other: typed ones, or from the data; the address holds all that was chosen. */
export function ExperimentsPage() {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const fromData = address['param.from'] === 'data';
  const question = fromData ? dataQuestion(address) : typedQuestion(address);
  const { data, error, refetch } = useQuery({ ...experimentQuery(question ?? {}), enabled: question !== undefined });
  const title = words.say('ui.page.experiments');
  useTitle(title);
  useShownFrame(fromData ? (data?.frame ?? undefined) : undefined);
  const set = (name: 'from' | 'planned', value: string) =>
    change({ [`param.${name}`]: value || undefined } as Partial<Address>, { replace: name === 'planned' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <p>{words.say('ui.experiments.lead')}</p>
      </header>
      <FoundExperiments />
      <Card
        title={words.say('ui.experiments.source')}
        actions={
          <Choice
            label={words.say('ui.experiments.source')}
            options={[
              { id: 'typed', label: words.say('ui.experiments.typed') },
              { id: 'data', label: words.say('ui.experiments.data') },
            ]}
            chosen={fromData ? 'data' : 'typed'}
            onChoose={(from) => set('from', from === 'data' ? 'data' : '')}
          />
        }
      >
        {fromData ? <DataGroups /> : <TypedGroups />}
        <div className={styles.group}>
          <PlainField
            label={words.say('ui.experiments.planned')}
            value={address['param.planned'] ?? ''}
            onChange={(value) => set('planned', value)}
          />
        </div>
      </Card>
      {question && error && <Problem error={error} retry={() => void refetch()} />}
      {question && data && !error && <Outcome answer={data} />}
      {fromData && !question && <p role="status">{words.say('ui.experiments.choose')}</p>}
      <PlanCard />
    </div>
  );
}

type Question = Record<string, string | undefined>;

function typedQuestion(address: Address): Question | undefined {
  const groups = address['param.groups'];
  const means = address['param.kind'] === 'means';
  return groups && isComplete(readGroups(groups), means) ? { groups, planned: address['param.planned'] } : undefined;
}

function dataQuestion(address: Address): Question | undefined {
  const { p, vs, f, slice } = address;
  const metric = address['param.metric'];
  return metric ? { metric, p, vs, f, slice, planned: address['param.planned'] } : undefined;
}
