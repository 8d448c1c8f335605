import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { funnelQuery, metricsQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { FrameNote } from '../board/FrameNote.tsx';
import { DefinitionCard } from '../metric/DefinitionCard.tsx';
import { NeedsCard } from '../metric/NeedsCard.tsx';
import { ParametersCard } from '../metric/ParametersCard.tsx';
import { TableHead } from '../metric/TableHead.tsx';
import page from '../metric/MetricPage.module.css';
import { useTitle } from '../shell/useTitle.ts';
import { FunnelBars } from './FunnelBars.tsx';
import { FunnelTable } from './FunnelTable.tsx';
import { PartChoice } from './PartChoice.tsx';
import styles from './FunnelPage.module.css';

/** The funnel that is shown before one is chosen, where its data are there. */
const FIRST = 'web_funnel';

/** Every funnel of the catalogue at one address. */
export function FunnelsPage() {
  const { address } = useAddress();
  const funnels = useFunnels();
  if (!funnels) return null;
  const computed = funnels.filter((funnel) => funnel.computed).map(({ id }) => id);
  const first = computed.includes(FIRST) ? FIRST : (computed[0] ?? FIRST);
  const asked = funnels.find(({ id }) => id === address.show)?.id;
  return <FunnelPage metric={asked ?? first} />;
}

/** Where do they drop: bars from one edge with the shares that went on and the times between, or a table. */
export function FunnelPage({ metric }: { metric: string }) {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery(funnelQuery(metric, questionOf(address)));
  const funnels = useFunnels() ?? [];
  const name = names.metric(words, metric);
  const table = address.view === 'table';
  useTitle(name);
  useShownFrame(data?.frame);
  useKeys({
    KeyT: () => change({ view: table ? undefined : 'table' }),
    Escape: () => void navigate(paths.board(FIRST_BOARD, address)),
  });
  const answer = data?.metric === metric ? data : undefined;
  return (
    <div className={page.content}>
      <TableHead metric={metric}>{data && <FrameNote frame={data.frame} />}</TableHead>
      <div className={styles.tools}>
        {funnels.length > 1 && (
          <Choice
            label={words.say('ui.page.funnel')}
            options={funnels.map(({ id }) => ({ id, label: names.metric(words, id) }))}
            chosen={metric}
            onChoose={(id) => void navigate(paths.funnel(address, { show: id, view: address.view }))}
          />
        )}
        {answer?.parts && <PartChoice parts={answer.parts} frame={answer.frame} />}
        <Choice
          label={words.say('ui.chart.form')}
          options={[
            { id: 'bars', label: words.say('ui.funnel.bars') },
            { id: 'table', label: words.say('ui.chart.table') },
          ]}
          chosen={table ? 'table' : 'bars'}
          onChoose={(view) => change({ view: view === 'table' ? 'table' : undefined })}
        />
      </div>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {answer && answer.needs.length > 0 && <NeedsCard needs={answer.needs} />}
      {answer && answer.blocked && answer.needs.length === 0 && <p role="status">{words.say(`ui.reason.${answer.blocked}`)}</p>}
      {answer && !answer.blocked && (
        <Card title={name} dimmed={isPlaceholderData}>
          {table ? <FunnelTable answer={answer} /> : <FunnelBars answer={answer} />}
          <p className={styles.note}>{words.say('ui.funnel.note')}</p>
        </Card>
      )}
      <div className={page.halves}>
        <DefinitionCard metric={metric} />
        <ParametersCard metric={metric} inForce={data?.parameters ?? []} />
      </div>
    </div>
  );
}

/** Funnels of the catalogue, also a user's own. */
function useFunnels() {
  const { data } = useQuery(metricsQuery());
  return data?.filter(({ form }) => form === 'funnel');
}
