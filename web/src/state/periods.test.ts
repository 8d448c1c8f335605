import { expect, it } from 'vitest';
import type { PeriodAnswer } from '../api/types.ts';
import { elapsedDays, shifted } from './periods.ts';

const period = (start: string, end: string, total_days: number): PeriodAnswer => ({ start, end, total_days, elapsed_days: total_days, partial: false });

it('moves whole months by months', () => {
  expect(shifted(period('2026-03-01', '2026-03-31', 31), -1)).toBe('2026-02-01..2026-02-28');
  expect(shifted(period('2026-10-01', '2026-12-31', 92), 1)).toBe('2027-01-01..2027-03-31');
});

it('moves other periods by their length', () => {
  expect(shifted(period('2026-11-16', '2026-11-22', 7), -1)).toBe('2026-11-09..2026-11-15');
});

it('compares only the days that have passed', () => {
  const quarter = { start: '2026-07-01', end: '2026-09-30', partial: true, elapsed_days: 31, total_days: 92 };
  expect(elapsedDays(quarter)).toEqual(['2026-07-01', '2026-07-31']);
  expect(elapsedDays({ ...quarter, partial: false, elapsed_days: 92 })).toEqual(['2026-07-01', '2026-09-30']);
});
