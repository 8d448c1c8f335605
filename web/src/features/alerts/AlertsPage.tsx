import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { alertsQuery } from '../../api/queries.ts';
import type { AlertsAnswer, Undecided } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { AlertTable } from './AlertTable.tsx';
import styles from './alerts.module.css';
import { usePart } from './usePart.ts';

/** What needs attention in the shown period, the most serious first. */
export function AlertsPage() {
  const { words } = useLanguage();
  const { address } = useAddress();
  const { data, error, isPlaceholderData, refetch } = useQuery(alertsQuery(address));
  const title = words.say('ui.alerts.title');
  useTitle(title);
  useShownFrame(data?.frame, 'whole');
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && <Found answer={data} dimmed={isPlaceholderData} />}
    </div>
  );
}

function Found({ answer, dimmed }: { answer: AlertsAnswer; dimmed: boolean }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const { alerts, undecided, watched } = answer;
  return (
    <>
      <p role="status" className={styles.note}>
        {watched === 0 && words.say('ui.alerts.none_watched')}
        {watched > 0 && alerts.length === 0 && `${words.say('ui.alerts.none')} `}
        {watched > 0 && words.say('ui.alerts.watched', { count: watched })}
      </p>
      {watched === 0 && (
        <p>
          <Link {...paths.metrics(address)}>{words.say('ui.page.metrics')}</Link>
        </p>
      )}
      {alerts.length > 0 && <AlertTable answer={answer} dimmed={dimmed} />}
      {undecided.length > 0 && (
        <Card title={words.say('ui.alerts.undecided')} dimmed={dimmed}>
          <ul className={styles.undecided}>
            {undecided.map((one) => (
              <li key={`${one.metric} ${one.kind} ${one.part?.join()} ${one.doubt}`}>
                <Doubt undecided={one} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Doubt({ undecided }: { undecided: Undecided }) {
  const { words } = useLanguage();
  const { link, name } = usePart(undecided.metric, undecided.part ?? null);
  const why = undecided.reason ? `ui.reason.${undecided.reason}` : `ui.alerts.doubt.${undecided.doubt}`;
  return (
    <>
      <Link {...link}>{name}</Link> ({words.say(`ui.alerts.kind.${undecided.kind}`)}): {words.say(why)}
    </>
  );
}
