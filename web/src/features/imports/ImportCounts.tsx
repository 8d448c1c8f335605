import type { ImportSummary } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './imports.module.css';

/** Rows read, changed, unchanged and rejected. */
export function ImportCounts({ result }: { result: ImportSummary }) {
  const { words, format } = useLanguage();
  const counts = {
    read: result.rows_read,
    changed: result.rows_changed,
    unchanged: result.rows_unchanged,
    rejected: result.rows_rejected,
  };
  return (
    <dl className={styles.counts}>
      {Object.entries(counts).map(([name, rows]) => (
        <div key={name}>
          <dt>{words.say(`ui.imports.${name}`)}</dt>
          <dd>
            <Iso>{format.number(rows)}</Iso>
          </dd>
        </div>
      ))}
    </dl>
  );
}
