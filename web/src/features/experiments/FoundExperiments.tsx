import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { comparableQuery } from '../../api/queries.ts';
import type { Address } from '../../state/address.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';

/** What somebody drew lots for goes over more than a month. */
const PERIOD = '12m';

/** Experiments that are in the data already; each is a click. */
export function FoundExperiments() {
  const { words } = useLanguage();
  const { address } = useAddress();
  const comparable = useQuery(comparableQuery).data ?? [];
  const found = comparable.flatMap(({ metric, drawn }) => drawn.map((dimension) => ({ metric, dimension })));
  if (found.length === 0) return null;
  const link = paths.experiments(address);
  return (
    <nav className={styles.found} aria-label={words.say('ui.experiments.found')}>
      <span aria-hidden="true">{words.say('ui.experiments.found')}</span>
      <ul>
        {found.map(({ metric, dimension }) => (
          <li key={`${metric} ${dimension}`}>
            <Link
              {...link}
              search={{ p: PERIOD, ...link.search, slice: dimension, 'param.from': 'data', 'param.metric': metric } as Address}
            >
              {words.say('ui.slice.of', { metric: names.metric(words, metric), dimension: names.dimension(words, dimension) })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
