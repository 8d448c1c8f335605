import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { importsQuery, workspaceQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './imports.module.css';
import { ImportState } from './ImportState.tsx';

export function ImportsPage() {
  const { words, format } = useLanguage();
  const { address } = useAddress();
  const { data, error, refetch } = useQuery(importsQuery);
  const zone = useQuery(workspaceQuery).data?.zone;
  const title = words.say('ui.page.imports');
  useTitle(title);
  const column = (name: string) => words.say(`ui.imports.${name}`);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <Link {...paths.newImport(address)} className={styles.add}>
          {words.say('ui.imports.add')}
        </Link>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <p>{words.say('ui.imports.none')}</p>}
      {data && data.length > 0 && (
        <div className={`${table.region} ${styles.card}`} tabIndex={0} role="region" aria-label={title}>
          <table className={`${table.table} ${table.stacked}`}>
            <thead>
              <tr>
                <th scope="col">{column('file')}</th>
                <th scope="col">{column('source')}</th>
                <th scope="col">{column('time')}</th>
                <th scope="col">{column('state')}</th>
                {['read', 'changed', 'unchanged', 'rejected'].map((name) => (
                  <th key={name} scope="col" className={table.number}>
                    {column(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link {...paths.import(one.id, address)}>
                      <Iso>{one.file}</Iso>
                    </Link>
                  </td>
                  <td data-label={column('source')}>{one.source}</td>
                  <td data-label={column('time')}>
                    <Iso>{format.dateTime(one.at, zone)}</Iso>
                  </td>
                  <td data-label={column('state')}>
                    <ImportState state={one.state} rejected={one.rows_rejected} />
                  </td>
                  {(['rows_read', 'rows_changed', 'rows_unchanged', 'rows_rejected'] as const).map((name) => (
                    <td key={name} className={table.number} data-label={column(name.slice('rows_'.length))}>
                      <Iso>{format.number(one[name])}</Iso>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
