import { describe, expect, it } from 'vitest';
import { fromTyped, ofMajor, toTyped } from './units.ts';

describe('values as people type them', () => {
  it('takes per cent, hours and the decimal signs and digits of all languages', () => {
    expect(fromTyped('7', 'share')).toBe('0.07');
    expect(fromTyped('0,29 %', 'share')).toBe('0.0029');
    expect(fromTyped('۱۲٫۵', 'count')).toBe('12.5');
    expect(fromTyped('1 250', 'money')).toBe('1250');
    expect(fromTyped('2', 'duration')).toBe('7200');
  });

  it('refuses what is no number', () => {
    for (const text of ['', 'many', '1.2.3', '--1']) expect(fromTyped(text, 'count')).toBeUndefined();
  });

  it('gives back what was typed, and amounts in minor units', () => {
    expect(toTyped('0.07', 'share')).toBe('7');
    expect(ofMajor('12.5', 'money', 'EUR')).toEqual({ state: 'money', amount: '1250', currency: 'EUR' });
  });
});
