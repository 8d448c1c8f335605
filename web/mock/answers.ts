import type {
  BoardAnswer,
  CustomersAnswer,
  Frame,
  MetricAnswer,
  PeriodAnswer,
  Point,
  Receipt,
  RowsAnswer,
  SliceAnswer,
  Workspace,
} from '../src/api/types.ts';
import { readFilters } from '../src/state/address.ts';
import { AS_OF, buckets, comparisonFor, grainFor, number, periodFor, text } from './calendar.ts';
import { BOARD_GROUPS, DIMENSION_VALUES, metricById, type MockMetric } from './catalogue.ts';
import { CUSTOMERS } from './customers.ts';
import { changeFor, figureFor } from './figures.ts';
import { steady } from './random.ts';

const SOURCES = [
  { source: 'crm', last_import_at: '2026-11-22T14:12:00Z', rows: 84_210 },
  { source: 'shop', last_import_at: '2026-11-22T14:25:00Z', rows: 512_377 },
  { source: 'helpdesk', last_import_at: '2026-11-22T13:58:00Z', rows: 261_904 },
];

export function workspace(): Workspace {
  return {
    name: 'Lantern & Loom',
    demo: true,
    empty: false,
    zone: 'Europe/Vilnius',
    currency: 'EUR',
    week_start: 1,
    fiscal_start_month: 1,
    weekend: 'saturday_sunday',
    customer_is: 'organization',
    now: AS_OF,
    data_version: 7,
    boards: ['overview', 'sales', 'revenue', 'service'].map((id) => ({ id, tiles: 8 })),
    sources: SOURCES,
    own_texts: {},
  };
}

export function frameFor(search: URLSearchParams): Frame {
  const period = periodFor(search.get('p') ?? '28d');
  const kind = search.get('vs') ?? 'pp';
  return {
    period,
    comparison: comparisonFor(period, kind),
    comparison_kind: kind === 'py' ? 'year' : kind === 'none' ? 'none' : 'previous',
    grain: grainFor(search.get('g'), period.total_days),
    filters: readFilters(search.get('f') ?? undefined),
    as_of: AS_OF,
    zone: 'Europe/Vilnius',
    currency: 'EUR',
    data_version: 7,
  };
}

/** Filters make every figure smaller, so that one sees that they work. */
function shareOf(frame: Frame): { part: number; salt: string } {
  const salt = frame.filters.map((filter) => filter.dimension + filter.values.join()).join();
  return { part: frame.filters.reduce((part, filter) => part * (0.25 + 0.4 * steady(filter.values.join())), 1), salt };
}

function sparkline(metric: MockMetric, frame: Frame): Point[] {
  const { part, salt } = shareOf(frame);
  const first = text(number(frame.period.end) - 365);
  return buckets(first, frame.period.end, 'month').map((period) => ({ period, figure: figureFor(metric, period, part, salt) }));
}

export function board(id: string, search: URLSearchParams): BoardAnswer {
  const frame = frameFor(search);
  const { part, salt } = shareOf(frame);
  const groups = id === 'overview' ? BOARD_GROUPS : BOARD_GROUPS.filter((group) => group.id === id);
  return {
    board: id,
    frame,
    groups: groups.map((group) => ({
      id: group.id,
      tiles: group.metrics.flatMap((name) => {
        const metric = metricById(name);
        if (!metric) return [];
        const figure = figureFor(metric, frame.period, part, salt);
        return [
          {
            metric: name,
            unit: metric.unit,
            better: metric.better,
            figure,
            change: changeFor(metric, figure, frame, part, salt),
            series: metric.needs ? [] : sparkline(metric, frame),
            goal: null,
            alarming: false,
            stagnating: false,
            needs: metric.needs ?? [],
          },
        ];
      }),
    })),
  };
}

function series(metric: MockMetric, period: PeriodAnswer, frame: Frame): Point[] {
  const { part, salt } = shareOf(frame);
  return buckets(period.start, period.end, frame.grain).map((bucket) => ({ period: bucket, figure: figureFor(metric, bucket, part, salt) }));
}

function slices(metric: MockMetric, dimension: string, frame: Frame): SliceAnswer {
  const values = DIMENSION_VALUES[dimension] ?? [];
  const weights = values.map((value) => 0.2 + steady(`${dimension}${value}`));
  const sum = weights.reduce((a, b) => a + b, 0);
  const rows = values.map((value, index) => {
    const part = (weights[index] ?? 0) / sum;
    const figure = figureFor(metric, frame.period, part, `${value}`);
    return { value, figure, change: changeFor(metric, figure, frame, part, `${value}`) };
  });
  const size = (row: (typeof rows)[number]) =>
    row.figure.value.state === 'money' ? Number(row.figure.value.amount) : row.figure.value.state === 'number' ? row.figure.value.number : 0;
  return { dimension, overlap: false, rows: rows.sort((a, b) => size(b) - size(a)), total: figureFor(metric, frame.period), more: 0 };
}

export function metricAnswer(metric: MockMetric, search: URLSearchParams): MetricAnswer {
  const frame = frameFor(search);
  const { part, salt } = shareOf(frame);
  const figure = figureFor(metric, frame.period, part, salt);
  const dimension = search.get('slice');
  const window = search.get('param.window_days');
  return {
    metric: metric.id,
    unit: metric.unit,
    better: metric.better,
    frame,
    parameters: metric.id.includes('repeat') ? [{ name: 'window_days', value: window ?? '365', is_default: !window }] : [],
    figure,
    change: changeFor(metric, figure, frame, part, salt),
    series: metric.needs ? [] : series(metric, frame.period, frame),
    comparison_series: frame.comparison && !metric.needs ? series(metric, frame.comparison, frame) : [],
    slices: dimension && !metric.needs ? slices(metric, dimension, frame) : null,
    goals: [],
    marks: [],
    stagnating: false,
    needs: metric.needs ?? [],
  };
}

export function receipt(metric: MockMetric, search: URLSearchParams): Receipt {
  const answer = metricAnswer(metric, search);
  const quotient = answer.figure.denominator != null;
  const measure = (name: string, value: string | null | undefined) => ({
    name,
    fact: 'orders',
    kind: 'flow',
    number: value ?? null,
    money: metric.unit === 'money',
    window_start: answer.frame.period.start,
    window_end: answer.frame.period.end,
    rows_counted: answer.figure.n,
    rows_left_out: [
      { reason: 'condition', rows: 41 },
      { reason: 'immature', rows: answer.figure.pending },
    ].filter(({ rows }) => rows > 0),
    condition: "status <> 'cancelled'",
    sql: `SELECT sum(net) AS ${name}\nFROM facts.orders\nWHERE placed_day BETWEEN DATE '${answer.frame.period.start}' AND DATE '${answer.frame.period.end}'\n  AND status <> 'cancelled'`,
  });
  const whole = answer.figure.value.state === 'money' ? answer.figure.value.amount : String(answer.figure.n);
  return {
    metric: metric.id,
    definition_version: 1,
    frame: answer.frame,
    parameters: answer.parameters,
    scope: 'everything',
    formula: quotient ? 'numerator / denominator' : 'measure',
    figure: answer.figure,
    measures: quotient
      ? [measure('numerator', answer.figure.numerator), measure('denominator', answer.figure.denominator)]
      : [measure('measure', whole)],
    sources: SOURCES,
    fingerprint: 'f3a91c0d77e2',
  };
}

export function customersBehind(metric: MockMetric, search: URLSearchParams): CustomersAnswer {
  const frame = frameFor(search);
  const page = Number(search.get('page') ?? 0);
  const rows = CUSTOMERS.slice(page * 25, page * 25 + 25).map((customer, index) => ({
    customer: customer.id,
    name: customer.name,
    figure: figureFor(metric, frame.period, 0.02 / (1 + page * 25 + index), customer.id),
    components: [],
    revenue: null,
  }));
  return {
    metric: metric.id,
    frame,
    components: [],
    rows: page === 0 ? [...rows.slice(0, 24), { customer: null, name: null, figure: figureFor(metric, frame.period, 0.001, 'none'), components: [] }] : rows,
    total_customers: CUSTOMERS.length,
    total: figureFor(metric, frame.period),
    adds_up: metric.unit !== 'duration',
    numerator_money: false,
    denominator_money: false,
    revenue_known: false,
    next_page: (page + 1) * 25 < CUSTOMERS.length ? page + 1 : null,
  };
}

export function rowsBehind(metric: MockMetric, customer: string): RowsAnswer {
  return {
    metric: metric.id,
    tables: [
      {
        measure: 'measure',
        fact: 'orders',
        columns: [
          { name: 'order_id', kind: 'text' },
          { name: 'placed_day', kind: 'date' },
          { name: 'net', kind: 'money', currency: 'currency' },
          { name: 'currency', kind: 'text' },
          { name: 'channel', kind: 'text' },
        ],
        rows: [1, 2, 3].map((n) => [`SO-${Math.round(steady(customer + n) * 90_000)}`, `2026-11-0${n * 2}`, (steady(customer + n) * 40_000).toFixed(0), 'EUR', n === 2 ? null : 'email']),
        more: false,
      },
    ],
  };
}
