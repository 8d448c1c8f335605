import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const NAMES = ['Customer churn', 'Revenue', 'Net Promoter Score', 'Отток клиентов', 'Mean revenue per customer'];
const find = (typed: string) => nearest(typed, NAMES, (name) => name, 2);

it('finds what a mistyped name means, as a whole or by a word, the most alike first', () => {
  expect(find('custmer churn')[0]).toBe('Customer churn');
  expect(find('reveneu')).toEqual(['Revenue', 'Mean revenue per customer']);
  expect(find('отток клентов')).toEqual(['Отток клиентов']);
});

it('suggests nothing for what is like nothing', () => {
  expect(find('zzzz')).toEqual([]);
});
