import { describe, expect, it } from 'vitest';
import { parseNumber, plainNumber } from './parseNumber.ts';

describe('numbers as people type them', () => {
  it.each([
    ['en', '1,234.5', 1234.5],
    ['en', '1234', 1234],
    ['en', '12,5', 12.5],
    ['en', '.5', 0.5],
    ['en', '-3', -3],
    ['de', '1.234,5', 1234.5],
    ['de', '1.234', 1234],
    ['de', '12.5', 12.5],
    ['ru', '1 234,5', 1234.5],
    ['lt', '1\u00a0234,5', 1234.5],
    ['fa', '۱٬۲۳۴٫۵', 1234.5],
    ['fa', '۵۰', 50],
    ['zh', '1,234,567', 1234567],
  ])('%s %s', (tag, text, value) => expect(parseNumber(text, tag)).toBe(value));

  it.each(['', 'abc', '1,2,3', '12a', '-', '1.2.3,4'])('"%s" is none', (text) => expect(parseNumber(text, 'en')).toBeUndefined());

  it('is written for the API without exponent', () => {
    expect(plainNumber(7 / 100)).toBe('0.07');
    expect(plainNumber(1_000_000)).toBe('1000000');
    expect(plainNumber(0.0000001)).toBe('0.0000001');
  });
});
