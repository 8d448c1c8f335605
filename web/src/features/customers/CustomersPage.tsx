import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { customersQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './customers.module.css';

export function CustomersPage() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const customers = useInfiniteQuery(customersQuery(address.q ?? ''));
  const title = words.say('ui.page.customers');
  useTitle(title);
  const search = useCallback((q: string) => change({ q: q || undefined }, { replace: true }), [change]);
  const rows = customers.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = customers.data?.pages[0]?.total;
  const column = {
    name: words.say('ui.customer.name'),
    kind: words.say('ui.customer.kind'),
    country: words.say('ui.customer.country'),
    segment: words.say('ui.customer.segment'),
    since: words.say('ui.customer.since'),
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {total !== undefined && <p>{words.say('ui.customers.count', { count: total })}</p>}
      </header>
      <SearchField label={words.say('ui.customers.search')} value={address.q ?? ''} onSearch={search} />
      {customers.error && <Problem error={customers.error} retry={() => void customers.refetch()} />}
      {customers.data && rows.length === 0 && <p role="status">{words.say('ui.customers.none')}</p>}
      {rows.length > 0 && (
        <div className={`${table.region} ${styles.card}`} tabIndex={0} role="region" aria-label={title}>
          <table className={`${table.table} ${table.stacked}`}>
            <thead>
              <tr>
                {Object.values(column).map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((customer) => (
                <tr key={customer.id}>
                  <td>
                    <Link {...paths.customer(customer.id, address)}>
                      <Iso>{customer.name ?? customer.id}</Iso>
                    </Link>
                  </td>
                  <td data-label={column.kind}>{words.say(`ui.customer.${customer.kind}`)}</td>
                  <td data-label={column.country}>{customer.country ?? '–'}</td>
                  <td data-label={column.segment}>{customer.segment ?? '–'}</td>
                  <td data-label={column.since}>
                    <Iso>{customer.created_day ? format.date(customer.created_day) : '–'}</Iso>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={customers} />
    </div>
  );
}
