import { describe, expect, it } from 'vitest';
import type { WhyAnswer, WhyDimension, WhyPart } from '../../api/types.ts';
import { createFigureWords } from '../../words/figures.ts';
import { createFormat } from '../../words/format.ts';
import { createWords } from '../../words/words.ts';
import type { Language } from '../../words/useLanguage.ts';
import { causes } from './causes.ts';

const words = createWords('en', {});
const format = createFormat('en');
const language = { words, format, figures: createFigureWords(format, words) } as Language;

const figure = (number: number): WhyPart['now'] => ({
  value: { state: 'number', number }, numerator: null, denominator: null, n: 1, pending: 0, missing_fx: 0, low_n: false, interval: null,
});
const part = (value: string | null, given: Partial<WhyPart>): WhyPart => ({
  value, effect: '0', rate: null, mix: null, without_base: null, weight_now: 0.5, weight_then: 0.5, appeared: false, vanished: false,
  now: figure(0.2),
  // oxlint-disable-next-line unicorn/no-thenable -- a field of the answer, not a promise
  then: figure(0.1),
  ...given,
});
const answer = { unit: 'share' } as WhyAnswer;
const dimension = (parts: WhyPart[], rest: string | null = null): WhyDimension => ({ dimension: 'channel', state: 'split', parts, more: 3, rest });

describe('causes', () => {
  it('names each effect of a part, the largest first, and leaves out what did nothing', () => {
    const found = causes(dimension([part('shop', { effect: '0.03', rate: '0.05', mix: '-0.02' }), part('mail', { effect: '-0.1', rate: '0', mix: '-0.1' })]), answer, language);
    expect(found.map(({ key, effect }) => [key, effect])).toEqual([['mail mix', -0.1], ['shop rate', 0.05], ['shop mix', -0.02]]);
  });

  it('shows effects that add up to the rounded change', () => {
    const third = { effect: '0.0033333333' };
    const found = causes(dimension([part('a', third), part('b', third), part(null, third)], '0.0000000001'), answer, language);
    expect(found.reduce((sum, { effect }) => sum + effect * 1000, 0)).toBe(10);
  });

  it('leaves out what comes to nothing at the digits that are shown', () => {
    const found = causes(dimension([part('a', { effect: '0.02' }), part('b', { effect: '0.0001' })]), answer, language);
    expect(found.map(({ key }) => key)).toEqual(['a amount']);
  });
});
