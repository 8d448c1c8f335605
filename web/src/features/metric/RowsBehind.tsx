import { useQuery } from '@tanstack/react-query';
import type { Search } from '../../api/client.ts';
import { rowsBehindQuery, workspaceQuery } from '../../api/queries.ts';
import type { RowsTable } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BehindPage.module.css';
import { cellText, shownColumns } from './rowCells.ts';

interface Props {
  metric: string;
  customer: string;
  question: Search;
}

/** The rows of the facts behind one customer's part: amounts in their currency, times on the workspace's clock. */
export function RowsBehind({ metric, customer, question }: Props) {
  const { data, error, refetch } = useQuery(rowsBehindQuery(metric, customer, question));
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <div className={styles.tables}>
      {data?.tables.map((part) => (
        <Rows key={part.measure} part={part} metric={metric} alone={data.tables.length === 1} />
      ))}
    </div>
  );
}

function Rows({ part, metric, alone }: { part: RowsTable; metric: string; alone: boolean }) {
  const language = useLanguage();
  const { words } = language;
  const zone = useQuery(workspaceQuery).data?.zone;
  const columns = shownColumns(part);
  const isNumber = (kind: string) => ['money', 'integer', 'decimal'].includes(kind);
  const isTime = (kind: string) => ['instant', 'date'].includes(kind);
  return (
    <div className={table.region}>
      <h3>
        {alone ? names.metric(words, metric) : names.measure(words, part.measure)} <code dir="ltr">{part.fact}</code>
      </h3>
      <table className={table.table}>
        <thead>
          <tr>
            {columns.map(({ column }) => (
              <th key={column.name} scope="col" className={isNumber(column.kind) ? table.number : undefined} title={column.name}>
                {names.column(words, column.name) ?? <code dir="ltr">{column.name}</code>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((cells, index) => (
            <tr key={index}>
              {columns.map((shown) => {
                const text = cellText(shown, part, cells, language, zone);
                return (
                  <td key={shown.column.name} className={isNumber(shown.column.kind) ? table.number : isTime(shown.column.kind) ? table.unbroken : undefined}>
                    {text === undefined ? <span className={table.muted}>–</span> : <Iso>{text}</Iso>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {part.more && <p className={table.muted}>{words.say('ui.behind.more_rows')}</p>}
    </div>
  );
}
