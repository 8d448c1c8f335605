import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { RequestFailed } from '../../api/client.ts';
import { definitionQuery, metricQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { CohortPage } from '../cohorts/CohortPage.tsx';
import { FunnelPage } from '../funnel/FunnelPage.tsx';
import { GoalsCard } from '../goals/GoalsCard.tsx';
import { MarksCard } from '../marks/MarksCard.tsx';
import { VersionsCard } from '../own/VersionsCard.tsx';
import { useTitle } from '../shell/useTitle.ts';
import { WhyCard } from '../why/WhyCard.tsx';
import { ChartCard } from './ChartCard.tsx';
import { DefinitionCard } from './DefinitionCard.tsx';
import { GridCard } from './GridCard.tsx';
import { MetricHead } from './MetricHead.tsx';
import styles from './MetricPage.module.css';
import { NeedsCard } from './NeedsCard.tsx';
import { ParametersCard } from './ParametersCard.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import { SlicesCard } from './SlicesCard.tsx';

const RECEIPT = 'receipt';
const WHY = 'why';
const NOT_FOUND = 404;

/** A metric in the form of its answer: one number, a table of cohorts, or a funnel. */
export function MetricPage() {
  const { metric } = useParams({ from: '/metrics/$metric' });
  const { data } = useQuery(definitionQuery(metric));
  if (data?.form === 'cohort') return <CohortPage metric={metric} />;
  return data?.form === 'funnel' ? <FunnelPage metric={metric} /> : <NumberPage key={metric} metric={metric} />;
}

function NumberPage({ metric }: { metric: string }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const navigate = useNavigate();
  const hash = useLocation({ select: (location) => location.hash });
  const [receiptOpen, whyOpen] = [hash === RECEIPT, hash === WHY];
  const question = questionOf(address);
  const [version, setVersion] = useState<number | null>(null);
  const { data: known, error, refetch, isPlaceholderData } = useQuery(metricQuery(metric, question));
  // The old figure of a metric that was removed is no figure of anything.
  const gone = error instanceof RequestFailed && error.status === NOT_FOUND;
  const data = gone ? undefined : known;
  const name = names.metricOf(words, metric, data?.parameters);
  useTitle(name);
  useShownFrame(data?.frame);

  const show = (panel: string) => void navigate({ to: '.', search: true, hash: panel, resetScroll: false });
  const showReceipt = (open: boolean) => show(open ? RECEIPT : '');
  const showWhy = (open: boolean) => show(open ? WHY : '');
  useKeys({
    KeyR: () => showReceipt(!receiptOpen),
    KeyW: () => showWhy(!whyOpen),
    KeyC: () => void navigate(paths.behind(metric, address)),
    Escape: () => (receiptOpen || whyOpen ? show('') : void navigate(paths.board(FIRST_BOARD, address))),
  });

  return (
    <div className={styles.page} data-receipt={receiptOpen || undefined}>
      <div className={styles.content}>
        <MetricHead metric={metric} answer={data} receiptOpen={receiptOpen} showReceipt={showReceipt} whyOpen={whyOpen} showWhy={showWhy} />
        {error && <Problem error={error} retry={() => void refetch()} />}
        {whyOpen && !gone && <WhyCard metric={metric} question={question} close={() => showWhy(false)} />}
        {data && data.needs.length > 0 && <NeedsCard needs={data.needs} />}
        {data && data.needs.length === 0 && (
          <div className={styles.columns}>
            {/* What a model says has no line: it would be fitted anew for every point. */}
            {data.series.length > 0 && <ChartCard answer={data} question={question} version={version} dimmed={isPlaceholderData} />}
            {data.grid && <GridCard grid={data.grid} dimmed={isPlaceholderData} />}
            <SlicesCard metric={metric} answer={data} dimmed={isPlaceholderData} />
          </div>
        )}
        {data && data.needs.length === 0 && (
          <div className={styles.halves}>
            <GoalsCard answer={data} />
            <MarksCard answer={data} />
          </div>
        )}
        {!gone && (
          <>
            <VersionsCard metric={metric} question={question} answer={data} picked={version} onPick={setVersion} />
            <div className={styles.halves}>
              <DefinitionCard metric={metric} />
              <ParametersCard metric={metric} inForce={data?.parameters ?? []} />
            </div>
          </>
        )}
      </div>
      {receiptOpen && data && (
        <ReceiptPanel metric={metric} unit={data.unit} question={question} close={() => showReceipt(false)} />
      )}
    </div>
  );
}
