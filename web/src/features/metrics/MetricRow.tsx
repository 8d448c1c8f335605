import { Link } from '@tanstack/react-router';
import type { MetricSummary } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './MetricsPage.module.css';

interface Props {
  metric: MetricSummary;
  /** Name of its family, where the list does not say it. */
  family?: string | undefined;
}

/** What a metric means and needs, whether it is computed, and where it is used. */
export function MetricRow({ metric, family }: Props) {
  const { words, format } = useLanguage();
  const { address } = useAddress();
  const sources = (ids: string[]) => format.list([...new Set(ids.map((id) => names.need(words, id)))]);
  const formula = words.maybe(`metrics.${metric.id}.formula`);
  // Tables of cohorts and funnels have a page of their own.
  const page = metric.form === 'number' ? [] : [words.say(metric.form === 'cohort' ? 'ui.page.cohorts' : 'ui.page.funnel')];
  const boards = [...metric.boards.map((id) => names.board(words, id)), ...page];
  const uses = [
    metric.reads.length > 0 && words.say('ui.metrics.reads', { sources: sources(metric.reads) }),
    boards.length > 0 && words.say('ui.metrics.on_boards', { boards: format.list(boards) }),
    metric.used_by.length > 0 && words.say('ui.metrics.used_by', { metrics: format.list(metric.used_by.map((id) => names.metric(words, id))) }),
    metric.goals > 0 && words.say('ui.metrics.goals', { count: metric.goals }),
  ].filter((use) => use !== false);
  return (
    <li>
      <div>
        <Link {...paths.metric(metric.id, address)}>{names.metric(words, metric.id)}</Link>
        {family && <p className={styles.family}>{family}</p>}
      </div>
      <div className={styles.meaning}>
        <p>{words.maybe(`metrics.${metric.id}.meaning`)}</p>
        {formula && <p className={styles.formula}>{formula}</p>}
        {uses.length > 0 && <p className={styles.uses}>{uses.join(' · ')}</p>}
      </div>
      <div className={metric.computed ? styles.computed : styles.missing}>
        <p>{metric.computed ? words.say('ui.metrics.computed') : words.say('ui.metrics.not_computed', { needs: sources(metric.needs) })}</p>
        {metric.own_path != null && <Link {...paths.own(address, metric.own_path)}>{words.say('ui.own.edit')}</Link>}
      </div>
    </li>
  );
}
