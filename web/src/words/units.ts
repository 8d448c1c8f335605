import type { Unit, Value } from '../api/types.ts';
import { exponentOf } from './currency.ts';
import type { Format } from './format.ts';
import { parseNumber, plainNumber } from './parseNumber.ts';

const HOUR = 3600;
const DIGITS = 12;

/** How people write a value: money in major units, shares in per cent, durations in hours. */
const SCALES: Partial<Record<Unit, number>> = { share: 0.01, duration: HOUR };

export function isMoney(unit: Unit): boolean {
  return unit === 'money' || unit === 'money_per_day';
}

/** A plain number of the API (money in minor units) as a value. */
export function valueOf(number: number, unit: Unit, currency: string): Value {
  return isMoney(unit) ? { state: 'money', amount: String(number), currency } : { state: 'number', number };
}

/** What the API takes for a text typed by a person who writes that language; none when it is no number. */
export function fromTyped(text: string, unit: Unit, tag: string): string | undefined {
  const number = parseNumber(text.replace(/[%٪]/g, ''), tag);
  return number === undefined ? undefined : plainNumber(Number((number * (SCALES[unit] ?? 1)).toPrecision(DIGITS)));
}

/** What a person would have typed for a value of the API. */
export function toTyped(value: string, unit: Unit, format: Format): string {
  return format.number(Number((Number(value) / (SCALES[unit] ?? 1)).toPrecision(DIGITS)), DIGITS);
}

/** A value in the API's major units, as documents keep it, on the scale of figures. */
export function ofMajor(value: string, unit: Unit, currency: string): Value {
  return valueOf(Number(value) * (isMoney(unit) ? 10 ** exponentOf(currency) : 1), unit, currency);
}
