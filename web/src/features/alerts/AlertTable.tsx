import { Link } from '@tanstack/react-router';
import type { Alert, AlertsAnswer } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './alerts.module.css';
import { Cause } from './Cause.tsx';
import { usePart } from './usePart.ts';

const COLUMNS = ['state', 'metric', 'value', 'why', 'since_title'] as const;

export function AlertTable({ answer, dimmed }: { answer: AlertsAnswer; dimmed: boolean }) {
  const { words } = useLanguage();
  const title = words.say('ui.alerts.count', { count: answer.alerts.length });
  return (
    <Card title={title} dimmed={dimmed}>
      <div className={table.region} tabIndex={0} role="group" aria-label={title}>
        <table className={`${table.table} ${table.stacked}`}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={column === 'value' ? table.number : undefined}>
                  {words.say(`ui.alerts.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.alerts.map((alert) => (
              <AlertRow key={keyOf(alert)} alert={alert} currency={answer.frame.currency} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const keyOf = ({ metric, kind, goal, threshold }: Alert) => `${metric} ${kind} ${goal?.key} ${threshold?.position}`;

function AlertRow({ alert, currency }: { alert: Alert; currency: string }) {
  const { words, figures } = useLanguage();
  const { address } = useAddress();
  const { link, name } = usePart(alert.metric, alert.part ?? null);
  const { goal, unit } = alert;
  const [dimension, value] = alert.part ? alert.part.map(String) : [null, null];
  // A goal has days of its own.
  const shown = goal ? paths.goal({ metric: alert.metric, dimension, value, first: goal.period.start, last: goal.period.end }, address) : link;
  return (
    <tr>
      <td data-label={words.say('ui.alerts.state')}>
        <span className={styles.kind} data-kind={alert.kind}>
          {words.say(`ui.alerts.kind.${alert.kind}`)}
        </span>
      </td>
      <td data-label={words.say('ui.alerts.metric')}>
        <Link {...shown}>{name}</Link>
      </td>
      <td data-label={words.say('ui.alerts.value')} className={table.number}>
        <Iso>{figures.short(alert.figure.value, unit)}</Iso>
      </td>
      <td data-label={words.say('ui.alerts.why')}>
        <Cause alert={alert} currency={currency} />
      </td>
      <td data-label={words.say('ui.alerts.since_title')}>
        <SinceWords alert={alert} />
      </td>
    </tr>
  );
}

function SinceWords({ alert: { since } }: { alert: Alert }) {
  const { words, format } = useLanguage();
  if (!since) return '–';
  return words.say(since.at_least ? 'ui.alerts.since_at_least' : 'ui.alerts.since', { day: format.date(since.day), count: since.periods });
}
