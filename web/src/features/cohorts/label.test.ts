import { describe, expect, it } from 'vitest';
import { createFormat } from '../../words/format.ts';
import type { Language } from '../../words/useLanguage.ts';
import { ageLabel, bracketsOf } from './label.ts';

const language = { format: createFormat('en') } as unknown as Language;

describe('columns of a table of cohorts', () => {
  it('are single buckets unless brackets are asked for', () => {
    expect([undefined, 'each'].map(bracketsOf)).toEqual([undefined, undefined]);
    expect(ageLabel(2, null, language)).toBe('2');
  });

  it('are named by their first and last bucket', () => {
    const brackets = bracketsOf('1 3 7');
    expect([0, 1, 2, 3].map((at) => ageLabel(at, brackets, language))).toEqual(['0', '1', '2–3', '4–7']);
  });
});
