import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cohortsQuery, definitionQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { GRAINS, questionOf, type Address } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { DefinitionCard } from '../metric/DefinitionCard.tsx';
import { NeedsCard } from '../metric/NeedsCard.tsx';
import { ParametersCard } from '../metric/ParametersCard.tsx';
import { TableHead } from '../metric/TableHead.tsx';
import page from '../metric/MetricPage.module.css';
import { useTitle } from '../shell/useTitle.ts';
import { CohortCurves } from './CohortCurves.tsx';
import { CohortTable } from './CohortTable.tsx';
import styles from './cohorts.module.css';

/** The two tables that belong together: the same customers counted, and weighed by their money. */
const COUNTED = 'cohort_retention';
const WEIGHED = 'cohort_revenue_retention';

type Show = 'customers' | 'revenue' | 'money';

/** The two tables at one address. */
export function CohortsPage() {
  const { address } = useAddress();
  const weighed = address.show === 'revenue' || address.show === 'money';
  return <CohortPage metric={weighed ? WEIGHED : COUNTED} />;
}

/** Who started together, and how many of them are there later: a table, or curves. */
export function CohortPage({ metric }: { metric: string }) {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery(cohortsQuery(metric, questionOf(address)));
  const definition = useQuery(definitionQuery(metric));
  const name = names.metric(words, metric);
  const curves = address.view === 'curves';
  useTitle(name);
  useShownFrame(data?.frame);
  useKeys({
    KeyT: () => change({ view: curves ? undefined : 'curves' }),
    Escape: () => void navigate(paths.board(FIRST_BOARD, address)),
  });

  const known = metric === COUNTED || metric === WEIGHED;
  const shown: Show = metric === COUNTED ? 'customers' : address.show === 'money' ? 'money' : 'revenue';
  const choose = (show: Show) => {
    const { 'param.returning': _returning, 'param.time': _time, 'param.brackets': _brackets, show: _show, ...kept } = address;
    const next: Address = show === 'customers' ? kept : { ...kept, show };
    void navigate(paths.cohorts(next));
  };
  const slices = definition.data?.slices ?? [];
  const slice = address.slice;
  return (
    <div className={page.content}>
      <TableHead metric={metric} />
      <div className={styles.tools}>
        {known && (
          <Choice
            label={words.say('ui.cohort.show')}
            options={(['customers', 'revenue', 'money'] as const).map((id) => ({ id, label: words.say(`ui.cohort.${id}`) }))}
            chosen={shown}
            onChoose={choose}
          />
        )}
        <Choice
          label={words.say('ui.chart.form')}
          options={[
            { id: 'table', label: words.say('ui.chart.table') },
            { id: 'curves', label: words.say('ui.cohort.curves') },
          ]}
          chosen={curves ? 'curves' : 'table'}
          onChoose={(view) => change({ view: view === 'curves' ? 'curves' : undefined })}
        />
        <Menu
          label={words.say('ui.grain.title')}
          entries={GRAINS.map((id) => ({ id, label: words.say(`ui.grain.${id}`) }))}
          chosen={data?.frame.grain ?? 'month'}
          onChoose={(g) => change({ g: g as (typeof GRAINS)[number] })}
        >
          <Button>{words.say(`ui.grain.${data?.frame.grain ?? 'month'}`)}</Button>
        </Menu>
        {slices.length > 0 && (
          <Menu
            label={words.say('ui.slice.title')}
            entries={[
              { id: '', label: words.say('ui.cohort.no_parts') },
              ...slices.map((id) => ({ id, label: names.dimension(words, id) })),
            ]}
            chosen={slice ?? ''}
            onChoose={(id) => change({ slice: id === '' ? undefined : id })}
          >
            <Button>{slice ? names.dimension(words, slice) : words.say('ui.slice.title')}</Button>
          </Menu>
        )}
      </div>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && data.needs.length > 0 && <NeedsCard needs={data.needs} />}
      {data && data.blocked && data.needs.length === 0 && <p role="status">{words.say(`ui.reason.${data.blocked}`)}</p>}
      {data && !data.blocked && (
        <Card title={words.say('ui.cohort.title', { grain: words.say(`ui.cohort.by.${data.frame.grain}`) })} dimmed={isPlaceholderData}>
          {curves ? <CohortCurves answer={data} money={shown === 'money'} /> : <CohortTable answer={data} money={shown === 'money'} />}
        </Card>
      )}
      <div className={page.halves}>
        <DefinitionCard metric={metric} />
        <ParametersCard metric={metric} inForce={data?.parameters ?? []} />
      </div>
    </div>
  );
}
