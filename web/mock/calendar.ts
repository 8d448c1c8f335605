import type { Grain, PeriodAnswer } from '../src/api/types.ts';

/** The mock's clock stands still. */
export const AS_OF = '2026-11-22T14:30:00Z';
export const TODAY = '2026-11-22';

const DAY_MS = 86_400_000;

export const number = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const text = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

export function period(start: string, end: string): PeriodAnswer {
  const total = number(end) - number(start) + 1;
  const elapsed = Math.min(total, Math.max(0, number(TODAY) - number(start) + 1));
  return { start, end, partial: elapsed < total || end === TODAY, elapsed_days: elapsed, total_days: total };
}

function monthStart(day: string, add = 0): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + add, 1)).toISOString().slice(0, 10);
}

function bucketStart(day: string, grain: Grain): string {
  if (grain === 'week') return text(number(day) - ((number(day) + 3) % 7));
  if (grain === 'month') return monthStart(day);
  if (grain === 'quarter') return monthStart(day, -((Number(day.slice(5, 7)) - 1) % 3));
  return grain === 'year' ? `${day.slice(0, 4)}-01-01` : day;
}

function nextStart(start: string, grain: Grain): string {
  if (grain === 'day') return text(number(start) + 1);
  if (grain === 'week') return text(number(start) + 7);
  return monthStart(start, { month: 1, quarter: 3, year: 12 }[grain]);
}

export function buckets(first: string, last: string, grain: Grain): PeriodAnswer[] {
  const found: PeriodAnswer[] = [];
  for (let start = bucketStart(first, grain); start <= last; start = nextStart(start, grain)) {
    found.push(period(start, text(number(nextStart(start, grain)) - 1)));
  }
  return found;
}

export function grainFor(asked: string | null, days: number): Grain {
  if (asked) return asked as Grain;
  if (days <= 45) return 'day';
  return days <= 190 ? 'week' : 'month';
}

export function periodFor(asked: string): PeriodAnswer {
  const days = /^(\d+)d$/.exec(asked);
  if (days) return period(text(number(TODAY) - Number(days[1]) + 1), TODAY);
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(asked);
  if (range) return period(range[1] ?? TODAY, range[2] ?? TODAY);
  const running = (grain: Grain, back: number): PeriodAnswer => {
    const start = bucketStart(TODAY, grain);
    if (back === 0) return period(start, text(number(nextStart(start, grain)) - 1));
    const end = text(number(start) - 1);
    return period(bucketStart(end, grain), end);
  };
  switch (asked) {
    case 'today':
      return period(TODAY, TODAY);
    case 'quarter':
      return running('quarter', 0);
    case 'year':
      return running('year', 0);
    case '12m':
      return period(monthStart(TODAY, -11), text(number(monthStart(TODAY, 1)) - 1));
    case 'last_month':
      return running('month', 1);
    case 'last_quarter':
      return running('quarter', 1);
    case 'last_year':
      return running('year', 1);
    default:
      return running('month', 0);
  }
}

/** The comparison period, cut to the same elapsed part. */
export function comparisonFor(now: PeriodAnswer, kind: string): PeriodAnswer | null {
  if (kind === 'none') return null;
  const back = kind === 'py' ? 365 : now.total_days;
  const start = number(now.start) - back;
  return period(text(start), text(start + Math.max(1, now.elapsed_days) - 1));
}
