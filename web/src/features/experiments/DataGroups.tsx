import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { comparableQuery, metricsQuery } from '../../api/queries.ts';
import type { Address } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';

/** A metric, and what its groups are: the values of a dimension, or the period and its comparison. */
export function DataGroups() {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const comparable = useQuery(comparableQuery).data;
  const metrics = useQuery(metricsQuery()).data;
  // Those without their data would only say that something is missing.
  const data = comparable
    ?.filter(({ metric }) => metrics?.find(({ id }) => id === metric)?.computed ?? false)
    .sort((one, other) => names.metric(words, one.metric).localeCompare(names.metric(words, other.metric), words.tag));
  const [metricId, sliceId] = [useId(), useId()];
  const chosen = data?.find(({ metric }) => metric === address['param.metric']);
  return (
    <div className={styles.form}>
      <div className={styles.field}>
        <label htmlFor={metricId}>{words.say('ui.experiments.metric')}</label>
        <select
          id={metricId}
          value={address['param.metric'] ?? ''}
          onChange={(event) => change({ 'param.metric': event.target.value || undefined, slice: undefined } as Partial<Address>)}
        >
          <option value="">–</option>
          {data?.map(({ metric }) => (
            <option key={metric} value={metric}>
              {names.metric(words, metric)}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.field}>
        <label htmlFor={sliceId}>{words.say('ui.experiments.by')}</label>
        <select id={sliceId} value={address.slice ?? ''} onChange={(event) => change({ slice: event.target.value || undefined })}>
          <option value="">{words.say('ui.experiments.periods')}</option>
          {chosen?.slices.map((slice) => (
            <option key={slice} value={slice}>
              {names.dimension(words, slice)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
