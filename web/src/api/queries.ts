import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Address } from '../state/address.ts';
import { change, get, searchText, type Search } from './client.ts';
import type {
  AlertsAnswer,
  BoardAnswer,
  CohortAnswer,
  CalculatorAnswer,
  CalculatorOwn,
  ComparableMetric,
  CustomerList,
  CustomersAnswer,
  CustomerSummary,
  ExperimentAnswer,
  ExperimentPlan,
  DefinitionFile,
  Draft,
  FunnelAnswer,
  GoalSummary,
  GoalsAnswer,
  ImportDetail,
  ImportSummary,
  Marks,
  MetricAnswer,
  MetricDefinition,
  MetricSummary,
  Receipt,
  RejectList,
  RowsAnswer,
  TimelineAnswer,
  WhyAnswer,
  Version,
  Workspace,
} from './types.ts';

/** Keys begin with `live` where a new data version changes the answer; see events.ts. */
const LIVE = 'live';

export const liveKey = [LIVE] as const;

export const workspaceQuery = queryOptions({
  queryKey: [LIVE, 'workspace'],
  queryFn: ({ signal }) => get<Workspace>('workspace', {}, signal),
});

export function boardQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'board', id, searchText(search)],
    queryFn: ({ signal }) => get<BoardAnswer>(`boards/${id}`, search, signal),
    placeholderData: keepPreviousData,
  });
}

/** The server searches: names, meanings and synonyms of all six languages. */
export function metricsQuery(search = '') {
  return queryOptions({
    queryKey: [LIVE, 'metrics', search],
    queryFn: ({ signal }) => get<MetricSummary[]>('metrics', { search }, signal),
    placeholderData: keepPreviousData,
  });
}

/** The pace of several goals, in one request. */
export function goalsPaceQuery(keys: readonly string[]) {
  const search = new URLSearchParams(keys.map((key) => ['key', key])).toString();
  return queryOptions({
    queryKey: [LIVE, 'goals-pace', search],
    queryFn: ({ signal }) => get<GoalsAnswer>(`goals/pace?${search}`, {}, signal),
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** Alerts are of the whole company: filters are not asked. */
export function alertsQuery({ p, vs, fx }: Address) {
  const search = { p, vs, fx };
  return queryOptions({
    queryKey: [LIVE, 'alerts', searchText(search)],
    queryFn: ({ signal }) => get<AlertsAnswer>('alerts', search, signal),
    placeholderData: keepPreviousData,
  });
}

export const goalsQuery = queryOptions({
  queryKey: [LIVE, 'goals'],
  queryFn: ({ signal }) => get<GoalSummary[]>('goals', {}, signal),
});

export function marksQuery(id: string) {
  return queryOptions({
    queryKey: [LIVE, 'marks', id],
    queryFn: ({ signal }) => get<Marks>(`metrics/${id}/marks`, {}, signal),
  });
}

export const definitionsQuery = queryOptions({
  queryKey: [LIVE, 'definitions'],
  queryFn: ({ signal }) => get<DefinitionFile[]>('definitions', {}, signal),
});

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: [LIVE, 'versions', id],
    queryFn: ({ signal }) => get<Version[]>(`metrics/${id}/versions`, {}, signal),
  });
}

export function versionQuery(id: string, version: number, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'version', id, version, searchText(search)],
    queryFn: ({ signal }) => get<MetricAnswer>(`metrics/${id}/versions/${version}/query`, search, signal),
  });
}

export function draftQuery(path: string, text: string) {
  return queryOptions({
    queryKey: [LIVE, 'draft', path, text],
    queryFn: ({ signal }) => change<Draft>('POST', 'definitions/check', {}, { path, text }, signal),
    placeholderData: keepPreviousData,
  });
}

export function definitionQuery(id: string) {
  return queryOptions({
    queryKey: [LIVE, 'definition', id],
    queryFn: ({ signal }) => get<MetricDefinition>(`metrics/${id}`, {}, signal),
  });
}

export function metricQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'metric', id, searchText(search)],
    queryFn: ({ signal }) => get<MetricAnswer>(`metrics/${id}/query`, search, signal),
    // The old figures stay while new ones come, but never those of another metric.
    placeholderData: (previous, query) => (query?.queryKey[2] === id ? previous : undefined),
  });
}

export function receiptQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'receipt', id, searchText(search)],
    queryFn: ({ signal }) => get<Receipt>(`metrics/${id}/receipt`, search, signal),
  });
}

export function whyQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'why', id, searchText(search)],
    queryFn: ({ signal }) => get<WhyAnswer>(`metrics/${id}/why`, search, signal),
    placeholderData: (previous, query) => (query?.queryKey[2] === id ? previous : undefined),
  });
}

export function cohortsQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'cohorts', id, searchText(search)],
    queryFn: ({ signal }) => get<CohortAnswer>(`metrics/${id}/cohorts`, search, signal),
    placeholderData: (previous, query) => (query?.queryKey[2] === id ? previous : undefined),
  });
}

export function funnelQuery(id: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'funnel', id, searchText(search)],
    queryFn: ({ signal }) => get<FunnelAnswer>(`metrics/${id}/funnel`, search, signal),
    placeholderData: (previous, query) => (query?.queryKey[2] === id ? previous : undefined),
  });
}

export function customersBehindQuery(id: string, search: Search) {
  return infiniteQueryOptions({
    queryKey: [LIVE, 'behind', id, searchText(search)],
    queryFn: ({ signal, pageParam }) =>
      get<CustomersAnswer>(`metrics/${id}/customers`, { ...search, page: pageParam?.toString() }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next_page ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function rowsBehindQuery(id: string, customer: string, search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'rows', id, customer, searchText(search)],
    queryFn: ({ signal }) => get<RowsAnswer>(`metrics/${id}/rows`, { ...search, customer }, signal),
  });
}

export function calculatorQuery(search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'calculator', searchText(search)],
    queryFn: ({ signal }) => get<CalculatorAnswer>('calculator', search, signal),
    placeholderData: keepPreviousData,
  });
}

export function calculatorOwnQuery(search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'calculator', 'own', searchText(search)],
    queryFn: ({ signal }) => get<CalculatorOwn>('calculator/own', search, signal),
    placeholderData: keepPreviousData,
  });
}

export function experimentQuery(search: Search) {
  return queryOptions({
    queryKey: [LIVE, 'experiment', searchText(search)],
    queryFn: ({ signal }) => get<ExperimentAnswer>('experiments', search, signal),
  });
}

export const comparableQuery = queryOptions({
  queryKey: [LIVE, 'experiment', 'metrics'],
  queryFn: ({ signal }) => get<ComparableMetric[]>('experiments/metrics', {}, signal),
});

export function planQuery(search: Search) {
  return queryOptions({
    queryKey: ['plan', searchText(search)],
    queryFn: ({ signal }) => get<ExperimentPlan>('experiments/plan', search, signal),
  });
}

export function dimensionValuesQuery(id: string, text: string) {
  return queryOptions({
    queryKey: [LIVE, 'dimension', id, text],
    queryFn: ({ signal }) => get<(string | null)[]>(`dimensions/${id}/values`, { search: text }, signal),
    placeholderData: keepPreviousData,
  });
}

export function customersQuery(text: string, sort: string) {
  return infiniteQueryOptions({
    queryKey: [LIVE, 'customers', text, sort],
    queryFn: ({ signal, pageParam }) => get<CustomerList>('customers', { search: text, sort, page: pageParam?.toString() }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next_page ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: [LIVE, 'customer', id],
    queryFn: ({ signal }) => get<CustomerSummary>(`customers/${encodeURIComponent(id)}`, {}, signal),
  });
}

export function timelineQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [LIVE, 'timeline', id],
    queryFn: ({ signal, pageParam }) =>
      get<TimelineAnswer>(`customers/${encodeURIComponent(id)}/timeline`, { before: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_before,
  });
}

export const importsQuery = queryOptions({
  queryKey: [LIVE, 'imports'],
  queryFn: ({ signal }) => get<ImportSummary[]>('imports', {}, signal),
});

export function importQuery(id: string) {
  return queryOptions({
    queryKey: [LIVE, 'import', id],
    queryFn: ({ signal }) => get<ImportDetail>(`imports/${id}`, {}, signal),
  });
}

export function rejectsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [LIVE, 'rejects', id],
    queryFn: ({ signal, pageParam }) => get<RejectList>(`imports/${id}/rejects`, { page: pageParam?.toString() }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next_page ?? undefined,
  });
}
