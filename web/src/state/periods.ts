import type { PeriodAnswer } from '../api/types.ts';

/** In the order of the keys 1 to 6. */
export const KEYED_PERIODS = ['today', '7d', 'month', 'quarter', 'year', '12m'] as const;

export const PERIODS = [
  'today',
  '7d',
  '28d',
  '90d',
  'month',
  'last_month',
  'quarter',
  'last_quarter',
  'year',
  'last_year',
  '12m',
] as const;

/** What an address without a period asks for. */
export const DEFAULT_PERIOD = '28d';

const DAY_MS = 86_400_000;

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayText = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** First and last day of the part of a period that has passed: the only days that are compared. */
export function elapsedDays({ start, elapsed_days }: PeriodAnswer): [string, string] {
  return [start, dayText(dayNumber(start) + Math.max(0, elapsed_days - 1))];
}

function isMonthStart(day: string): boolean {
  return day.endsWith('-01');
}

function monthsBetween(first: string, after: string): number {
  const [y1 = 0, m1 = 0] = first.split('-').map(Number);
  const [y2 = 0, m2 = 0] = after.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1);
}

function addMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/**
 * The period of the same length before (-1) or after (1), as an address: whole months stay whole months,
 * everything else moves by its number of days.
 */
export function shifted(period: PeriodAnswer, by: -1 | 1): string {
  const after = dayText(dayNumber(period.end) + 1);
  if (isMonthStart(period.start) && isMonthStart(after)) {
    const months = monthsBetween(period.start, after) * by;
    const last = dayText(dayNumber(addMonths(after, months)) - 1);
    return `${addMonths(period.start, months)}..${last}`;
  }
  const days = period.total_days * by;
  return `${dayText(dayNumber(period.start) + days)}..${dayText(dayNumber(period.end) + days)}`;
}
