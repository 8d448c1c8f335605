import type { RejectList } from '../../api/types.ts';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';

interface Props {
  rows: RejectList['rows'];
  title: string;
}

/** Where in the file, what stood there, why it cannot come in. */
export function RejectTable({ rows, title }: Props) {
  const { words, format } = useLanguage();
  return (
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
  );
}
