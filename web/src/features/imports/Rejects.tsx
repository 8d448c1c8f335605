import type { RejectList } from '../../api/types.ts';
import { Card } from '../../ui/Card.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';

interface Props {
  query: {
    data: { pages: RejectList[] } | undefined;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

/** Rows that did not go in: where, what stood there, why. */
export function Rejects({ query }: Props) {
  const { words, format } = useLanguage();
  const title = words.say('ui.imports.rejects');
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Card title={title}>
      {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
      <div className={table.region} tabIndex={0} role="group" aria-label={title}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={table.number}>
                {words.say('ui.imports.line')}
              </th>
              <th scope="col">{words.say('ui.imports.column')}</th>
              <th scope="col">{words.say('ui.imports.value')}</th>
              <th scope="col">{words.say('ui.imports.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.line} ${row.column} ${row.code}`}>
                <td className={table.number}>{format.number(row.line)}</td>
                <td>
                  <code dir="ltr">{row.column ?? '–'}</code>
                </td>
                <td>
                  <code dir="ltr">{row.value ?? '–'}</code>
                </td>
                <td>{words.maybe(`rejects.${row.code}`, row.arguments) ?? row.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton query={query} />
    </Card>
  );
}
