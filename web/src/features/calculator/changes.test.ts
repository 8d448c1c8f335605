import { describe, expect, it } from 'vitest';
import { plainChange, readChanges, typedChange, writeChanges } from './changes.ts';

describe('changes of typed numbers', () => {
  it('come back from the address as they were written', () => {
    const changes = [
      { input: 'customers_lost', by: '-10%' },
      { input: 'orders', by: '+50' },
    ];
    expect(readChanges(writeChanges(changes))).toEqual(changes);
    expect(readChanges(undefined)).toEqual([]);
    expect(writeChanges([])).toBeUndefined();
  });

  it('are read as people write them', () => {
    expect(plainChange('+10 %', 'count', 'en')).toBe('+10%');
    expect(plainChange('−2,5 %', 'count', 'de')).toBe('-2.5%');
    expect(plainChange('+۱۰٪', 'count', 'fa')).toBe('+10%');
    expect(plainChange('1.200', 'count', 'de')).toBe('1200');
  });

  it('of shares are typed in percent', () => {
    expect(plainChange('70', 'share', 'en')).toBe('0.7');
    expect(plainChange('+5', 'share', 'en')).toBe('+0.05');
    expect(typedChange('+0.05', 'share', String)).toBe('+5');
    expect(typedChange('+10%', 'share', String)).toBe('+10%');
  });

  it('that could mean two things are none', () => {
    expect(['10%', '', '+', 'much', '--5'].map((text) => plainChange(text, 'count', 'en'))).toEqual(Array(5).fill(undefined));
  });
});
