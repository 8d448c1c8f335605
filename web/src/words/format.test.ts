import { describe, expect, it } from 'vitest';
import { createFormat, type Format } from './format.ts';

/** What each language prints; spaces are compared as plain ones. */
const EXPECTED: Record<string, Record<string, string>> = {
  en: { number: '1,234,568', thousands: '€221k', millions: '€1.23m', share: '7.3%', date: '22 Nov 2026', month: 'Nov' },
  ru: { number: '1 234 568', thousands: '221 тыс. €', millions: '1,23 млн €', share: '7,3 %', date: '22 нояб. 2026 г.', month: 'нояб.' },
  de: { number: '1.234.568', thousands: '221 Tsd. €', millions: '1,23 Mio. €', share: '7,3 %', date: '22.11.2026', month: 'Nov' },
  zh: { number: '1,234,568', thousands: '€22.1万', millions: '€123万', share: '7.3%', date: '2026年11月22日', month: '11月' },
  lt: { number: '1 234 568', thousands: '221 tūkst. €', millions: '1,23 mln. €', share: '7,3 %', date: '2026-11-22', month: '11' },
  fa: { number: '۱٬۲۳۴٬۵۶۸', thousands: '۲۲۱ هزار یورو', millions: '۱٫۲۳ میلیون یورو', share: '۷٫۳٪', date: '۱ آذر ۱۴۰۵', month: 'آذر' },
};

const SAMPLES: Record<string, (format: Format) => string> = {
  number: (format) => format.number(1_234_568),
  thousands: (format) => format.moneyCompact('22100000', 'EUR'),
  millions: (format) => format.moneyCompact('123456800', 'EUR'),
  share: (format) => format.share(0.073),
  date: (format) => format.date('2026-11-22'),
  month: (format) => format.month('2026-11-22'),
};

const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe.each(Object.entries(EXPECTED))('formats in %s', (tag, expected) => {
  const format = createFormat(tag);
  it.each(Object.entries(expected))('%s is %s', (sample, text) => {
    expect(plainSpaces(SAMPLES[sample]?.(format) ?? '')).toBe(text);
  });
});

describe('formats', () => {
  const format = createFormat('en');

  it('takes money in minor units of its currency', () => {
    expect(format.money('12345', 'EUR')).toBe('€123.45');
    expect(format.money('12345', 'JPY')).toBe('¥12,345');
    expect(format.money('12345', 'KWD')).toContain('12.345');
  });

  it('writes durations in the two largest units, rounded once', () => {
    expect(format.duration(3 * 86_400 + 4 * 3600 + 1700)).toBe('3d 4h');
    expect(format.duration(59 * 60 + 59.6)).toBe('60m');
    expect(format.duration(7200)).toBe('2h');
    expect(format.duration(12)).toBe('12s');
    expect(format.duration(-7200)).toBe('−2h');
    expect(format.duration(99 * 86_400 + 3600)).toBe('99d 1h');
    expect(format.duration(100 * 86_400 + 3600)).toBe('100d');
    // 1,076 days and 18 hours are 35.4 months.
    expect(format.duration(93_031_200)).toBe('2y 11m');
    expect(format.duration(2 * 31_557_600)).toBe('2y');
  });

  it('writes signs where the language has them', () => {
    const persian = createFormat('fa');
    expect(persian.plus).toBe('\u200e+');
    expect(persian.duration(-7200).startsWith('\u200e−')).toBe(true);
    expect(format.plus).toBe('+');
  });

  it('keeps both digits of cents', () => {
    expect(format.moneyCompact('9810', 'EUR')).toBe('€98.10');
    expect(format.moneyCompact('9800', 'EUR')).toBe('€98');
    expect(format.moneyCompact('12345', 'EUR')).toBe('€123');
    expect(format.moneyCompact('98', 'JPY')).toBe('¥98');
  });

  it('does not let a rounded German number look exact', () => {
    const german = createFormat('de');
    expect(plainSpaces(german.compact(12_345))).toBe('12,3 Tsd.');
    expect(plainSpaces(german.compact(-1234))).toBe('−1,23 Tsd.');
    expect(plainSpaces(german.compact(999_999))).toBe('1 Mio.');
    expect(german.compact(999)).toBe('999');
  });

  it('names the currency of an axis as the amounts do', () => {
    expect(['en', 'de', 'fa'].map((tag) => createFormat(tag).currency('EUR'))).toEqual(['EUR', 'EUR', 'یورو']);
  });

  it('drops the decimal of a relative change from 10 % up', () => {
    expect(format.signedShare(0.0734)).toBe('+7.3%');
    expect(format.signedShare(-0.1234)).toBe('−12%');
  });
});
