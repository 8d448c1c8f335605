import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groups } from 'd3-array';
import { useCallback, useMemo } from 'react';
import { metricsQuery } from '../../api/queries.ts';
import type { MetricSummary } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { fold } from '../../words/fold.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import type { Words } from '../../words/words.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './MetricsPage.module.css';

/** Everything a person may call a metric. */
function searchedText(words: Words, metric: MetricSummary): string {
  const texts = ['name', 'meaning', 'synonyms'].map((part) => words.maybe(`metrics.${metric.id}.${part}`) ?? '');
  return fold([metric.id.replaceAll('_', ' '), metric.id, names.family(words, metric.family), metric.name ?? '', metric.meaning ?? '', ...texts].join(' '));
}

export function MetricsPage() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const { data, error, refetch } = useQuery(metricsQuery);
  const title = words.say('ui.page.metrics');
  useTitle(title);
  const search = useCallback((q: string) => change({ q: q || undefined }, { replace: true }), [change]);

  const families = useMemo(() => {
    const wanted = fold(address.q ?? '').split(/\s+/);
    const found = (data ?? []).filter((metric) => {
      const text = searchedText(words, metric);
      return wanted.every((part) => text.includes(part));
    });
    return groups(found, (metric) => metric.family);
  }, [data, address.q, words]);

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {data && (
          <p>
            {words.say('ui.metrics.summary', {
              computed: data.filter((metric) => metric.computed).length,
              total: data.length,
            })}
          </p>
        )}
        <nav aria-label={title} className={styles.tools}>
          <Link {...paths.calculator(address)}>{words.say('ui.page.calculator')}</Link>
          <Link {...paths.experiments(address)}>{words.say('ui.page.experiments')}</Link>
        </nav>
      </header>
      <SearchField label={words.say('ui.metrics.search')} value={address.q ?? ''} onSearch={search} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && families.length === 0 && <p role="status">{words.say('ui.metrics.none')}</p>}
      {families.map(([family, metrics]) => (
        <Card key={family} title={names.family(words, family)}>
          <ul className={styles.list}>
            {metrics.map((metric) => (
              <li key={metric.id}>
                <Link {...paths.metric(metric.id, address)}>{metric.name ?? names.metric(words, metric.id)}</Link>
                <span className={styles.meaning}>{metric.meaning ?? words.maybe(`metrics.${metric.id}.meaning`)}</span>
                <span className={metric.computed ? styles.computed : styles.missing}>
                  {metric.computed
                    ? words.say('ui.metrics.computed')
                    : words.say('ui.metric.needs_list', {
                        needs: format.list([...new Set(metric.needs.map((need) => names.need(words, need)))]),
                      })}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
