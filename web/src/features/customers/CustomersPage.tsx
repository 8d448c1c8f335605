import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { customersQuery, workspaceQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { SortHead } from '../../ui/SortHead.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './customers.module.css';

/** What an address without an order asks for: those who brought the most. */
const BEST_FIRST = '-revenue';

export function CustomersPage() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const sort = address.sort ?? BEST_FIRST;
  const customers = useInfiniteQuery(customersQuery(address.q ?? '', sort));
  const currency = useQuery(workspaceQuery).data?.currency ?? '';
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
    created: words.say('ui.customer.since'),
    revenue: words.say('ui.customer.revenue'),
    orders: words.say('ui.customer.orders'),
    last_order: words.say('ui.customer.last_order'),
  };
  const head = (id: keyof typeof column, numeric = false) => (
    <SortHead column={id} label={column[id]} sort={sort} onSort={(chosen) => change({ sort: chosen }, { replace: true })} numeric={numeric} />
  );
  const day = (text: string | null | undefined) => <Iso>{text ? format.date(text) : '–'}</Iso>;
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
          <table className={`${table.table} ${table.stacked} ${table.sortable}`}>
            <thead>
              <tr>
                {head('name')}
                <th scope="col">{column.kind}</th>
                {head('country')}
                {head('segment')}
                {head('created')}
                {head('revenue', true)}
                {head('orders', true)}
                {head('last_order', true)}
              </tr>
            </thead>
            <tbody>
              {rows.map((customer) => (
                <tr key={customer.id}>
                  <td>
                    <Link {...paths.customer(customer.id, address)}>
                      <bdi>{customer.name ?? customer.id}</bdi>
                    </Link>
                  </td>
                  <td data-label={column.kind}>{words.say(`ui.customer.${customer.kind}`)}</td>
                  <td data-label={column.country}>{customer.country ? names.value(words, customer.country, 'country') : '–'}</td>
                  <td data-label={column.segment}>{customer.segment ?? '–'}</td>
                  <td data-label={column.created}>{day(customer.created_day)}</td>
                  <td data-label={column.revenue} className={table.number}>
                    <Iso>{customer.revenue == null ? '–' : format.money(customer.revenue, currency)}</Iso>
                  </td>
                  <td data-label={column.orders} className={table.number}>
                    <Iso>{customer.orders == null ? '–' : format.number(customer.orders)}</Iso>
                  </td>
                  <td data-label={column.last_order} className={table.number}>
                    {day(customer.last_order_day)}
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
