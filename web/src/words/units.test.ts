import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { fromTyped, ofMajor, toTyped } from './units.ts';

describe('values as people type them', () => {
  it.each([
    ['en', '120,000', '120000'],
    ['de', '120.000', '120000'],
    ['fa', '۱۲۰٬۰۰۰', '120000'],
    ['ru', '120 000', '120000'],
    ['de', '12,5', '12.5'],
    ['en', '12.5', '12.5'],
    ['fa', '۱۲٫۵', '12.5'],
    ['en', '-3', '-3'],
  ])('%s %s is %s', (tag, text, number) => expect(fromTyped(text, 'money', tag)).toBe(number));

  it('takes per cent and hours', () => {
    expect(fromTyped('7', 'share', 'en')).toBe('0.07');
    expect(fromTyped('0,29 %', 'share', 'de')).toBe('0.0029');
    expect(fromTyped('۷٪', 'share', 'fa')).toBe('0.07');
    expect(fromTyped('2', 'duration', 'en')).toBe('7200');
    expect(fromTyped('0.00001', 'share', 'en')).toBe('0.0000001');
  });

  it('refuses what is no number', () => {
    for (const text of ['', 'many', '1.2.3', '--1']) expect(fromTyped(text, 'count', 'en')).toBeUndefined();
  });

  it('shows a kept value so that it is read as the same value again', () => {
    expect(toTyped('0.07', 'share', createFormat('en'))).toBe('7');
    for (const tag of ['en', 'ru', 'de', 'zh', 'fa', 'lt']) {
      for (const value of ['1.125', '120000', '0.25', '-1234567.5']) {
        expect(fromTyped(toTyped(value, 'count', createFormat(tag)), 'count', tag)).toBe(value);
      }
    }
  });

  it('reads amounts in minor units', () => {
    expect(ofMajor('12.5', 'money', 'EUR')).toEqual({ state: 'money', amount: '1250', currency: 'EUR' });
  });
});
