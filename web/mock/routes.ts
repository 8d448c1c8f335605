import { frameFor, board, customersBehind, metricAnswer, receipt, rowsBehind, workspace } from './answers.ts';
import { definitionOf, DIMENSION_VALUES, metricById, METRICS, type MockMetric } from './catalogue.ts';
import { CUSTOMERS, searchCustomers, timeline } from './customers.ts';
import { IMPORTS, INSPECTION, outcome, rejects } from './imports.ts';

export interface Answer {
  status: number;
  body: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const missing = (code: string): Answer => ({
  status: 404,
  body: { code, message: 'There is nothing with this id.', hint: 'Look for it in the list.', details: null },
});

type Handler = (search: URLSearchParams, ...ids: string[]) => Answer;

const forMetric =
  (answerFor: (metric: MockMetric, search: URLSearchParams) => unknown): Handler =>
  (search, id = '') => {
    const metric = metricById(id);
    return metric ? ok(answerFor(metric, search)) : missing('unknown_metric');
  };

function page<T>(rows: T[], search: URLSearchParams) {
  const size = 25;
  const at = Number(search.get('page') ?? 0);
  return { rows: rows.slice(at * size, at * size + size), total: rows.length, next_page: (at + 1) * size < rows.length ? at + 1 : null };
}

/** `?p=…` values that provoke a failure on purpose: the board named `broken` always fails. */
const ROUTES: [RegExp, Handler][] = [
  [/^goals$/, () => ok([])],
  [/^alerts$/, (search) => ok({ frame: frameFor(search), watched: 0, alerts: [], undecided: [] })],
  [/^definitions$/, () => ok([])],
  [/^metrics\/([^/]+)\/versions$/, () => ok([])],
  [/^metrics\/([^/]+)\/marks$/, () => ok({ benchmarks: [], thresholds: [], stagnation_within: null })],
  [/^workspace$/, () => ok(workspace())],
  [/^boards\/broken$/, () => ({ status: 500, body: { code: 'internal', message: 'Something broke.', hint: 'Try again.', details: null } })],
  [/^boards\/(overview|sales|revenue|service)$/, (search, id = '') => ok(board(id, search))],
  [/^boards\//, () => missing('unknown_board')],
  [/^metrics$/, () => ok(METRICS.map(definitionOf))],
  [/^metrics\/([^/]+)$/, forMetric(definitionOf)],
  [/^metrics\/([^/]+)\/query$/, forMetric(metricAnswer)],
  [/^metrics\/([^/]+)\/receipt$/, forMetric(receipt)],
  [/^metrics\/([^/]+)\/customers$/, forMetric(customersBehind)],
  [/^metrics\/([^/]+)\/rows$/, forMetric((metric, search) => rowsBehind(metric, search.get('customer') ?? ''))],
  [/^dimensions\/([^/]+)\/values$/, (search, id = '') => ok((DIMENSION_VALUES[id] ?? []).filter((value) => (value ?? '').toLowerCase().includes((search.get('search') ?? '').toLowerCase())))],
  [/^customers$/, (search) => ok(page(searchCustomers(search.get('search') ?? ''), search))],
  [/^customers\/([^/]+)\/timeline$/, (search, id = '') => ok(timeline(id, search.get('before')))],
  [
    /^customers\/([^/]+)$/,
    (_search, id) => {
      const customer = CUSTOMERS.find((known) => known.id === id);
      return customer ? ok(customer) : missing('unknown_customer');
    },
  ],
  [/^imports$/, () => ok(IMPORTS)],
  [/^imports\/([^/]+)\/rejects$/, (_search, id = '') => ok(rejects(id))],
  [
    /^imports\/([^/]+)$/,
    (_search, id) => {
      const found = IMPORTS.find((known) => known.id === id);
      return found ? ok(found) : missing('unknown_import');
    },
  ],
];

/** What the API answers to a path below /api/v1/, with invented numbers. */
export function answer(method: string, path: string, search: URLSearchParams): Answer {
  if (method === 'POST' && path === 'imports') return ok(search.get('dry_run') ? INSPECTION : outcome());
  for (const [pattern, handle] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return handle(search, ...match.slice(1).map(decodeURIComponent));
  }
  return missing('not_found');
}
