import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groups } from 'd3-array';
import { useCallback, useMemo } from 'react';
import { metricsQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { names } from '../../words/names.ts';
import { nearest } from '../../words/nearest.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { MetricRow } from './MetricRow.tsx';
import styles from './MetricsPage.module.css';

/** Names that are suggested for a mistyped one. */
const MOST_MEANT = 3;

/** Every metric by family; the search knows all six languages, synonyms and common mistranslations. */
export function MetricsPage() {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const search = address.q?.trim() ?? '';
  const all = useQuery(metricsQuery());
  const found = useQuery(metricsQuery(search));
  const title = words.say('ui.page.metrics');
  useTitle(title);
  const onSearch = useCallback((q: string) => change({ q: q || undefined }, { replace: true }), [change]);
  // What a search finds stands in the order of how well it fits, in one list.
  const families = useMemo(
    () => groups(found.data ?? [], (metric) => (search ? '' : metric.family)),
    [found.data, search],
  );
  const isFound = search !== '' && found.data !== undefined && !found.isPlaceholderData;
  const counted = words.say('ui.metrics.found', { count: found.data?.length ?? 0 });
  const nothing = isFound && found.data?.length === 0;
  const meant = nothing ? nearest(search, all.data ?? [], ({ id }) => names.metric(words, id), MOST_MEANT) : [];
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {all.data && (
          <p>
            {words.say('ui.metrics.summary', {
              computed: all.data.filter((metric) => metric.computed).length,
              total: all.data.length,
            })}
          </p>
        )}
        <nav aria-label={title} className={styles.tools}>
          <Link {...paths.calculator(address)}>{words.say('ui.page.calculator')}</Link>
          <Link {...paths.experiments(address)}>{words.say('ui.page.experiments')}</Link>
          <Link {...paths.own(address)}>{words.say('ui.own.title')}</Link>
        </nav>
      </header>
      <SearchField label={words.say('ui.metrics.search')} value={address.q ?? ''} onSearch={onSearch} />
      <p role="status" className={isFound && !nothing ? 'visually-hidden' : styles.hint}>
        {isFound ? counted : words.say('ui.metrics.search_hint')}
      </p>
      {meant.length > 0 && (
        <p className={styles.meant}>
          {words.say('ui.metrics.meant')}
          {meant.map(({ id }) => (
            <Link key={id} {...paths.metric(id, address)}>
              {names.metric(words, id)}
            </Link>
          ))}
        </p>
      )}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {families.map(([family, metrics]) => (
        <Card key={family} title={family ? names.family(words, family) : counted} dimmed={found.isPlaceholderData}>
          <ul className={styles.list}>
            {metrics.map((metric) => (
              <MetricRow key={metric.id} metric={metric} family={family ? undefined : names.family(words, metric.family)} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
