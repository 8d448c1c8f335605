import { useQuery } from '@tanstack/react-query';
import { groups } from 'd3-array';
import { workspaceQuery } from '../../api/queries.ts';
import type { TimelineEntry } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './customers.module.css';

/** What happened, under the day it happened on. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const { words, format } = useLanguage();
  const zone = useQuery(workspaceQuery).data?.zone ?? 'UTC';
  if (entries.length === 0) return <p className={styles.day}>{words.say('ui.customer.nothing')}</p>;
  const days = groups(entries, ({ day }) => day);
  return (
    <ol className={styles.timeline}>
      {days.map(([day, ofDay]) => (
        <li key={day}>
          <h3 className={styles.day}>
            <Iso>{format.date(day)}</Iso>
          </h3>
          <ol>
            {ofDay.map((entry) => (
              <li key={`${entry.kind}${entry.id}`} className={styles.entry}>
                <span className={styles.time}>
                  <Iso>{entry.at ? format.time(entry.at, zone) : ''}</Iso>
                </span>
                <span className={styles.kind}>
                  {words.maybe(`ui.event.${entry.kind}`) ?? entry.kind}
                </span>
                <span className={styles.title}>
                  <Iso>{entry.title ?? entry.id}</Iso>
                  {entry.detail && (
                    <span className={styles.detail}>
                      <Iso>{entry.detail}</Iso>
                    </span>
                  )}
                </span>
                <span className={styles.amount}>
                  {entry.amount && entry.currency ? (
                    <Iso>{format.money(entry.amount, entry.currency)}</Iso>
                  ) : (
                    <span className={styles.source}>{entry.source}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
