/** All links of the page. */
import type { LinkProps } from '@tanstack/react-router';
import type { GoalSummary } from './api/types.ts';
import { carriedOver, writeFilters, type Address } from './state/address.ts';

/** The board that `/` shows. */
export const FIRST_BOARD = 'overview';

/** What a link needs to know; the server's addresses are the same. */
export type PageLink = Pick<LinkProps, 'to' | 'params' | 'search'>;

export const paths = {
  board: (id: string, address: Address) =>
    id === FIRST_BOARD
      ? { to: '/' as const, search: carriedOver(address) }
      : { to: '/boards/$board' as const, params: { board: id }, search: carriedOver(address) },
  metrics: (address: Address) => ({ to: '/metrics' as const, search: carriedOver(address) }),
  metric: (metric: string, address: Address) => ({
    to: '/metrics/$metric' as const,
    params: { metric },
    search: carriedOver(address),
  }),
  /** Keeps slice and parameters: the list is behind exactly the figure that was shown. */
  behind: (metric: string, address: Address) => ({
    to: '/metrics/$metric/customers' as const,
    params: { metric },
    search: address,
  }),
  /** A table of cohorts, with grain, slice and the way it is shown. */
  cohorts: (address: Address) => ({ to: '/cohorts' as const, search: address }),
  /** A funnel, and the way it is shown. */
  funnel: (address: Address, shown: Pick<Address, 'show' | 'view'> = {}) => ({
    to: '/funnel' as const,
    search: { ...carriedOver(address), ...(shown.show && { show: shown.show }), ...(shown.view && { view: shown.view }) },
  }),
  customers: (address: Address) => ({ to: '/customers' as const, search: carriedOver(address) }),
  customer: (customer: string, address: Address) => ({
    to: '/customers/$customer' as const,
    params: { customer },
    search: carriedOver(address),
  }),
  calculator: (address: Address) => ({ to: '/calculator' as const, search: carriedOver(address) }),
  experiments: (address: Address) => ({ to: '/experiments' as const, search: carriedOver(address) }),
  alerts: (address: Address) => ({ to: '/alerts' as const, search: carriedOver(address) }),
  /** With a metric: the form has it chosen. */
  goals: (address: Address, metric?: string) => ({ to: '/goals' as const, search: { ...carriedOver(address), ...(metric && { q: metric }) } }),
  /** The metric over the days of a goal and under the filter of its part alone, for only there the goal is shown. */
  goal: (goal: Pick<GoalSummary, 'metric' | 'dimension' | 'value' | 'first' | 'last'>, address: Address) => {
    const { f: _filters, ...rest } = address;
    const filter = goal.dimension ? [{ dimension: goal.dimension, values: [goal.value ?? ''], exclude: false }] : [];
    const f = writeFilters(filter);
    return paths.metric(goal.metric, { ...rest, p: `${goal.first}..${goal.last}`, ...(f && { f }) });
  },
  own: (address: Address, path?: string) => ({ to: '/own' as const, search: { ...carriedOver(address), ...(path && { q: path }) } }),
  imports: (address: Address) => ({ to: '/imports' as const, search: carriedOver(address) }),
  newImport: (address: Address) => ({ to: '/imports/new' as const, search: carriedOver(address) }),
  import: (id: string, address: Address) => ({
    to: '/imports/$import' as const,
    params: { import: id },
    search: carriedOver(address),
  }),
};
