/**
 * Every number and date a person reads is made here, with `Intl`, cached per (locale, options).
 */
import { exponentOf, majorUnits } from './currency.ts';

/** English prints days before months and small k and m. */
const FORMATTING_TAG: Record<string, string> = { en: 'en-GB', zh: 'zh-CN' };

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on nobody asks for hours. */
const LONG = 100 * DAY;
const YEAR = 365.25 * DAY;
const MONTH = YEAR / 12;
/** From here on people think in years and months. */
const VERY_LONG = 2 * YEAR;

const MINUS = '−';
/** Marks of direction may stand before it. */
const LEADING_HYPHEN = /^([\u200e\u200f\u061c]*)-/;

export interface Format {
  number: (value: number, digits?: number) => string;
  compact: (value: number) => string;
  /** Takes minor units. */
  money: (minor: string | number, currency: string) => string;
  moneyCompact: (minor: string | number, currency: string) => string;
  /** A currency as the unit of an axis: its code, or its name where amounts have that too. */
  currency: (code: string) => string;
  /** A share, 0.073, as "7.3 %". */
  share: (value: number, digits?: number) => string;
  signed: (value: number, digits: number) => string;
  signedShare: (value: number) => string;
  /** The sign of what is more, as the language places it. */
  plus: string;
  /** The two largest units: "3 d 4 h"; of long times days alone, of very long ones years and months. */
  duration: (seconds: number) => string;
  /** `2026-11-22`, or an instant, as a date in the reader's calendar. */
  date: (day: string) => string;
  dayAndMonth: (day: string) => string;
  month: (day: string) => string;
  monthAndYear: (day: string) => string;
  year: (day: string) => string;
  weekday: (day: string) => string;
  range: (first: string, last: string) => string;
  dateTime: (instant: string, zone?: string) => string;
  time: (instant: string, zone?: string) => string;
  relative: (seconds: number) => string;
  list: (parts: string[]) => string;
}

/** A day without a clock, as the instant at which it begins in UTC. */
function instantOf(day: string): Date {
  return new Date(day.length === 10 ? `${day}T00:00:00Z` : day);
}

/** Many languages write numbers with a hyphen; a minus is as wide as a plus and never breaks a line. */
function withMinus(text: string): string {
  return text.replace(LEADING_HYPHEN, `$1${MINUS}`);
}

function remember<O extends object, F>(make: (options: O) => F): (options: O) => F {
  const made = new Map<string, F>();
  return (options) => {
    const key = JSON.stringify(options);
    const known = made.get(key);
    if (known) return known;
    const fresh = make(options);
    made.set(key, fresh);
    return fresh;
  };
}

function durationParts(seconds: number): { amount: number; unit: string }[] {
  const size = Math.abs(seconds);
  if (size < MINUTE) return [{ amount: Math.round(size), unit: 'second' }];
  if (size >= VERY_LONG) {
    const months = Math.round(size / MONTH);
    return [
      { amount: Math.floor(months / 12), unit: 'year' },
      { amount: months % 12, unit: 'month' },
    ].filter(({ amount }, index) => index === 0 || amount > 0);
  }
  if (size >= LONG) return [{ amount: Math.round(size / DAY), unit: 'day' }];
  // Rounded once, to the smaller of the two units that are shown.
  const steps = [
    { large: DAY, small: HOUR, names: ['day', 'hour'] },
    { large: HOUR, small: MINUTE, names: ['hour', 'minute'] },
    { large: MINUTE, small: SECOND, names: ['minute', 'second'] },
  ] as const;
  const step = steps.find(({ large }) => size >= large) ?? steps[2];
  const rounded = Math.round(size / step.small) * step.small;
  return [
    { amount: Math.floor(rounded / step.large), unit: step.names[0] },
    { amount: Math.round((rounded % step.large) / step.small), unit: step.names[1] },
  ].filter(({ amount }, index) => index === 0 || amount > 0);
}

export function createFormat(tag: string): Format {
  const locale = FORMATTING_TAG[tag] ?? tag;
  const numbers = remember((options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return { format: (value: number) => withMinus(format.format(value)), parts: (value: number) => format.formatToParts(value) };
  });
  // A sign may stand behind a mark of direction.
  const signOf = (one: number) => {
    const parts = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).formatToParts(one);
    return withMinus(parts.slice(0, parts.findIndex(({ type }) => type === 'integer')).map(({ value }) => value).join(''));
  };
  const [plus, minus] = [signOf(1), signOf(-1)];
  const dates = remember((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
  const relativeTimes = remember((options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options));

  const digitsOf = (digits: number) => ({ maximumFractionDigits: digits });
  // In Persian the compact form with a currency symbol puts the words in the wrong order.
  const currencyDisplay = tag === 'fa' ? ('name' as const) : ('narrowSymbol' as const);
  const currencyNames = new Intl.DisplayNames([locale], { type: 'currency' });
  const day = (options: Intl.DateTimeFormatOptions) => (text: string) =>
    dates({ ...options, timeZone: 'UTC' }).format(instantOf(text));
  const compact = (value: number, options: Intl.NumberFormatOptions) => {
    const rounded = { ...options, maximumSignificantDigits: 3 };
    const thousands = Number((Math.abs(value) / 1000).toPrecision(3));
    // German has no short form of thousands in the tables of languages; 12.300 for 12.345 would look exact.
    if (tag !== 'de' || thousands < 1 || thousands >= 1000) return numbers({ ...rounded, notation: 'compact' }).format(value);
    const parts = numbers(rounded).parts(value / 1000);
    const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction');
    return parts.map(({ value: text }, position) => (position === last ? `${text}\u00a0Tsd.` : withMinus(text))).join('');
  };
  const share = (value: number, digits = 1) => numbers({ style: 'percent', ...digitsOf(digits) }).format(value);
  const duration = (seconds: number) => {
    const text = durationParts(seconds)
      .map(({ amount, unit }) => numbers({ style: 'unit', unit, unitDisplay: tag === 'en' ? 'narrow' : 'short' }).format(amount))
      .join(' ');
    return seconds < 0 ? `${minus}${text}` : text;
  };

  return {
    number: (value, digits = 2) => numbers({ ...digitsOf(digits), signDisplay: 'negative' }).format(value),
    compact: (value) => (Math.abs(value) < 1000 ? numbers({ maximumSignificantDigits: 3 }).format(value) : compact(value, {})),
    money: (minor, currency) => {
      const digits = exponentOf(currency);
      return numbers({
        style: 'currency',
        currency,
        currencyDisplay,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(majorUnits(minor, currency));
    },
    moneyCompact: (minor, currency) => {
      const major = majorUnits(minor, currency);
      const style = { style: 'currency', currency, currencyDisplay } as const;
      // Three digits of a small amount would cut its cents to one.
      if (Math.abs(major) >= 100) return compact(major, style);
      const digits = exponentOf(currency);
      return numbers({
        ...style,
        minimumFractionDigits: Number.isInteger(major) ? 0 : digits,
        maximumFractionDigits: Number.isInteger(major) ? 0 : digits,
      }).format(major);
    },
    currency: (code) => (currencyDisplay === 'name' ? (currencyNames.of(code) ?? code) : code),
    share,
    signed: (value, digits) => numbers({ ...digitsOf(digits), signDisplay: 'exceptZero' }).format(value),
    signedShare: (value) =>
      numbers({ style: 'percent', signDisplay: 'exceptZero', ...digitsOf(Math.abs(value) < 0.1 ? 1 : 0) }).format(value),
    plus,
    duration,
    date: day({ dateStyle: 'medium' }),
    dayAndMonth: day({ day: 'numeric', month: 'short' }),
    month: day({ month: 'short' }),
    monthAndYear: day({ month: 'short', year: 'numeric' }),
    year: day({ year: 'numeric' }),
    weekday: day({ weekday: 'short', day: 'numeric', month: 'short' }),
    range: (first, last) =>
      dates({ dateStyle: 'medium', timeZone: 'UTC' }).formatRange(instantOf(first), instantOf(last)),
    dateTime: (instant, timeZone = 'UTC') =>
      dates({ dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant)),
    time: (instant, timeZone = 'UTC') => dates({ timeStyle: 'short', timeZone }).format(new Date(instant)),
    relative: (seconds) => {
      const [unit, size] = Math.abs(seconds) < HOUR ? (['minute', MINUTE] as const) : (['hour', HOUR] as const);
      return relativeTimes({ numeric: 'auto' }).format(Math.round(seconds / size), unit);
    },
    list: (parts) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
  };
}
