import type { Change, Figure, Frame, Judgement, PeriodAnswer, Value } from '../src/api/types.ts';
import { number, TODAY } from './calendar.ts';
import type { MockMetric } from './catalogue.ts';
import { steady } from './random.ts';

const ADDS_UP = new Set(['new_customers', 'orders', 'revenue_net', 'sales_calls', 'tickets_created']);

/** A level with growth, a season and noise; additive metrics grow with the days of the period. */
function amountFor(metric: MockMetric, period: PeriodAnswer, part: number, salt: string): number {
  const middle = (number(period.start) + number(period.end)) / 2;
  const ago = number(TODAY) - middle;
  const direction = metric.better === 'lower' ? -1 : 1;
  const growth = 1 - direction * 0.00045 * ago * (0.3 + steady(metric.id));
  const season = 1 + 0.06 * Math.sin((middle / 365) * 2 * Math.PI + 6 * steady(`${metric.id} phase`));
  const noise = 1 + 0.09 * (steady(`${metric.id}${period.start}${salt}`) - 0.5);
  const days = ADDS_UP.has(metric.id) ? (period.elapsed_days / 30) * part : 1 + 0.4 * (steady(salt || 'all') - 0.5) * (salt ? 1 : 0);
  const value = metric.level * growth * season * noise * days;
  return metric.unit === 'share' && metric.level < 1 ? Math.min(0.995, value) : value;
}

export function figureFor(metric: MockMetric, period: PeriodAnswer, part = 1, salt = ''): Figure {
  const n = Math.max(3, Math.round((metric.lowN ? 12 : 900) * part * (0.6 + steady(metric.id + salt))));
  const amount = amountFor(metric, period, part, salt);
  const empty = period.elapsed_days === 0;
  const spread = 1.96 * Math.sqrt(Math.max(0.0001, amount * (1 - Math.min(1, amount))) / n);
  return {
    value: metric.needs ? { state: 'null', reason: 'needs_data' } : empty ? { state: 'null', reason: 'not_observed_yet' } : valueOf(metric, amount),
    numerator: metric.unit === 'share' ? String(Math.round(amount * n)) : null,
    denominator: metric.unit === 'share' ? String(n) : null,
    n,
    pending: metric.id === 'repeat_purchase_rate' ? 214 : 0,
    missing_fx: metric.id === 'revenue_net' ? 3 : 0,
    low_n: metric.lowN === true,
    interval: metric.unit === 'share' && metric.level < 1 && !metric.needs ? [Math.max(0, amount - spread), Math.min(1, amount + spread)] : null,
  };
}

function valueOf(metric: MockMetric, amount: number): Value {
  if (metric.unit === 'money' || metric.unit === 'money_per_day') {
    return { state: 'money', amount: amount.toFixed(2), currency: 'EUR' };
  }
  return { state: 'number', number: metric.unit === 'count' ? Math.round(amount) : amount };
}

const plainOf = (value: Value) => (value.state === 'number' ? value.number : value.state === 'money' ? Number(value.amount) : null);

function judge(metric: MockMetric, now: Figure, by: number | null, relative: number | null): Judgement {
  if (now.low_n) return 'too_few';
  if (by === null) return 'unknown';
  if (Math.abs(relative ?? 0) < 0.006) return 'no_clear_change';
  if (metric.better === 'neither') return 'neutral';
  return by > 0 === (metric.better === 'higher') ? 'better' : 'worse';
}

export function changeFor(metric: MockMetric, now: Figure, frame: Frame, part = 1, salt = ''): Change | null {
  if (!frame.comparison) return null;
  if (metric.isNew) {
    return { figure: { ...now, value: { state: 'null', reason: 'no_data' } }, relative: null, absolute: null, judgement: 'new' };
  }
  const figure = figureFor(metric, frame.comparison, part, salt);
  const [a, b] = [plainOf(now.value), plainOf(figure.value)];
  const absolute = a === null || b === null ? null : a - b;
  const relative = absolute === null || !b ? null : absolute / Math.abs(b);
  return { figure, relative, absolute, judgement: judge(metric, now, absolute, relative) };
}
