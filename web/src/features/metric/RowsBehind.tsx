import { useQuery } from '@tanstack/react-query';
import type { Search } from '../../api/client.ts';
import { rowsBehindQuery } from '../../api/queries.ts';
import { Problem } from '../../ui/Problem.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BehindPage.module.css';

interface Props {
  metric: string;
  customer: string;
  question: Search;
}

/** The rows of the facts behind one customer's part, as they stand in the store. */
export function RowsBehind({ metric, customer, question }: Props) {
  const { words } = useLanguage();
  const { data, error, refetch } = useQuery(rowsBehindQuery(metric, customer, question));
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <div className={styles.tables}>
      {data?.tables.map((part) => (
        <div key={part.measure} className={table.region}>
          <h3>
            <code dir="ltr">
              {part.measure} · {part.fact}
            </code>
          </h3>
          <table className={table.table}>
            <thead>
              <tr>
                {part.columns.map((column) => (
                  <th key={column} scope="col">
                    <code dir="ltr">{column}</code>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.rows.map((cells, index) => (
                <tr key={index}>
                  {cells.map((cell, column) => (
                    <td key={part.columns[column]}>{cell ?? <span className={table.muted}>–</span>}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {part.more && <p className={table.muted}>{words.say('ui.behind.more_rows')}</p>}
        </div>
      ))}
    </div>
  );
}
