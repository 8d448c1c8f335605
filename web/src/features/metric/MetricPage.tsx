import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { metricQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { ChartCard } from './ChartCard.tsx';
import { DefinitionCard } from './DefinitionCard.tsx';
import { MetricHead } from './MetricHead.tsx';
import styles from './MetricPage.module.css';
import { NeedsCard } from './NeedsCard.tsx';
import { ParametersCard } from './ParametersCard.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import { SlicesCard } from './SlicesCard.tsx';

const RECEIPT = 'receipt';

export function MetricPage() {
  const { words } = useLanguage();
  const { metric } = useParams({ from: '/metrics/$metric' });
  const { address } = useAddress();
  const navigate = useNavigate();
  const receiptOpen = useLocation({ select: (location) => location.hash === RECEIPT });
  const question = questionOf(address);
  const { data, error, refetch, isPlaceholderData } = useQuery(metricQuery(metric, question));
  const name = names.metric(words, metric);
  useTitle(name);
  useShownFrame(data?.frame);

  const showReceipt = (open: boolean) =>
    void navigate({ to: '.', search: true, hash: open ? RECEIPT : '', resetScroll: false });
  useKeys({
    KeyR: () => showReceipt(!receiptOpen),
    KeyC: () => void navigate(paths.behind(metric, address)),
    Escape: () => (receiptOpen ? showReceipt(false) : void navigate(paths.board(FIRST_BOARD, address))),
  });

  return (
    <div className={styles.page} data-receipt={receiptOpen || undefined}>
      <div className={styles.content}>
        <MetricHead metric={metric} answer={data} receiptOpen={receiptOpen} showReceipt={showReceipt} />
        {error && <Problem error={error} retry={() => void refetch()} />}
        {data && data.needs.length > 0 && <NeedsCard needs={data.needs} />}
        {data && data.needs.length === 0 && (
          <div className={styles.columns}>
            {/* What a model says has no line: it would be fitted anew for every point. */}
            {data.series.length > 0 && <ChartCard answer={data} dimmed={isPlaceholderData} />}
            <SlicesCard metric={metric} answer={data} dimmed={isPlaceholderData} />
          </div>
        )}
        <div className={styles.halves}>
          <DefinitionCard metric={metric} />
          <ParametersCard metric={metric} inForce={data?.parameters ?? []} />
        </div>
      </div>
      {receiptOpen && data && (
        <ReceiptPanel metric={metric} unit={data.unit} question={question} close={() => showReceipt(false)} />
      )}
    </div>
  );
}
