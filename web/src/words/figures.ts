import type { Change, Figure, Unit, Value } from '../api/types.ts';
import { majorUnits } from './currency.ts';
import type { Format } from './format.ts';
import { valueOf } from './units.ts';
import type { Words } from './words.ts';

const DAY = 86_400;

export interface FigureWords {
  /** Three significant digits. */
  short: (value: Value, unit: Unit) => string;
  exact: (value: Value, unit: Unit) => string;
  /** Why there is no number, in words; none when there is one. */
  reason: (value: Value) => string | undefined;
  /** "+0.8 pp", "+12 %", "−3 h": relative, points or absolute, as fits the unit. */
  delta: (change: Change, unit: Unit, currency: string) => string | undefined;
  interval: (figure: Figure, unit: Unit) => string | undefined;
  /** What something did to a value: "+€120.00", "−0.8 pp". Money in minor units. */
  effect: (by: number, unit: Unit, currency: string) => string;
  /** A difference with its sign: points, minor units of money, seconds. */
  difference: (by: number, unit: Unit, currency: string) => string;
  /** How far two figures lie apart, without a sign: points of shares, else in the unit. Money in minor units. */
  distance: (by: number, unit: Unit, currency: string) => string;
}

/** A number on the scale charts are drawn in: money in major units. None when there is no number. */
export function plain(value: Value): number | null {
  if (value.state === 'number') return value.number;
  return value.state === 'money' ? majorUnits(value.amount, value.currency) : null;
}

function shareDigits(value: number): number {
  return Math.abs(value) < 0.1 ? 1 : 0;
}

/** A small factor is not none: 0.034 must not read as 0. */
function ratioDigits(value: number): number {
  const size = Math.abs(value);
  if (size >= 1) return 1;
  return size < 0.1 ? 3 : 2;
}

export function createFigureWords(format: Format, words: Words): FigureWords {
  const numberIn = (value: number, unit: Unit, exact: boolean): string => {
    switch (unit) {
      case 'share':
        return format.share(value, exact ? 2 : shareDigits(value));
      case 'duration':
        return format.duration(value);
      case 'ratio':
        return words.say('ui.unit.times', { value: format.number(value, exact ? 3 : ratioDigits(value)) });
      case 'score':
        return format.number(value, exact ? 2 : 1);
      case 'whole_score':
        return format.number(value, 0);
      default:
        return exact ? format.number(value) : format.compact(value);
    }
  };
  const write = (value: Value, unit: Unit, exact: boolean): string => {
    if (value.state === 'null') return '–';
    if (value.state === 'number') return numberIn(value.number, unit, exact);
    return exact ? format.money(value.amount, value.currency) : format.moneyCompact(value.amount, value.currency);
  };
  const absolute = (by: number, unit: Unit, digits = unit === 'whole_score' ? 0 : unit === 'score' ? 1 : 2): string => {
    if (unit === 'share') return words.say('ui.unit.points', { value: format.signed(by * 100, Math.abs(by) < 0.0005 ? 3 : 1) });
    if (unit === 'duration') return `${by > 0 ? format.plus : ''}${format.duration(by)}`;
    return format.signed(by, digits);
  };
  const isAbsolute = (unit: Unit, change: Change): boolean => {
    const before = plain(change.figure.value);
    return unit === 'share' || unit === 'score' || unit === 'whole_score' || (unit === 'duration' && before !== null && before < DAY);
  };

  return {
    short: (value, unit) => write(value, unit, false),
    exact: (value, unit) => write(value, unit, true),
    reason: (value) => (value.state === 'null' ? words.say(`ui.reason.${value.reason}`) : undefined),
    delta: (change, unit) => {
      if (isAbsolute(unit, change) || change.relative == null) {
        return change.absolute == null || unit === 'money' || unit === 'money_per_day'
          ? undefined
          : absolute(change.absolute, unit);
      }
      return format.signedShare(change.relative);
    },
    effect: (by, unit, currency) => {
      const money = unit === 'money' || unit === 'money_per_day';
      if (money) return `${by > 0 ? format.plus : ''}${format.money(by, currency)}`;
      if (unit === 'share') return words.say('ui.unit.points', { value: format.signed(by * 100, 1) });
      return absolute(by, unit, unit === 'score' || unit === 'whole_score' ? 1 : 2);
    },
    difference: (by, unit, currency) =>
      unit === 'money' || unit === 'money_per_day' ? format.moneyCompact(by, currency) : absolute(by, unit),
    distance: (by, unit, currency) =>
      unit === 'share'
        ? words.say('ui.unit.points', { value: format.number(Math.abs(by) * 100, 1) })
        : write(valueOf(Math.abs(by), unit, currency), unit, false),
    interval: (figure, unit) =>
      figure.interval
        ? words.say('ui.figure.interval', {
            low: numberIn(figure.interval[0], unit, false),
            high: numberIn(figure.interval[1], unit, false),
          })
        : undefined,
  };
}
