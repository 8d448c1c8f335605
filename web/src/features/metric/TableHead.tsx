import type { ReactNode } from 'react';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './MetricHead.module.css';

/** Where one is, the name and the meaning of a metric whose answer is a table. */
export function TableHead({ metric, children }: { metric: string; children?: ReactNode }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const name = names.metric(words, metric);
  return (
    <header className={styles.head}>
      <Breadcrumb
        steps={[{ label: names.board(words, FIRST_BOARD), link: paths.board(FIRST_BOARD, address) }]}
        here={name}
      />
      <h1 className={styles.name}>{name}</h1>
      <p className={styles.meaning}>{words.maybe(`metrics.${metric}.meaning`)}</p>
      {children}
    </header>
  );
}
