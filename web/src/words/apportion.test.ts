import { expect, it } from 'vitest';
import { apportion } from './apportion.ts';

it('gives missing units to the largest remainders', () => {
  expect(apportion([33.4, 33.35, 33.25], 0)).toEqual([34, 33, 33]);
  expect(apportion([-1.4, 0, 2.25, -0.25], 0)).toEqual([-1, 0, 2, 0]);
});

it('keeps what needs no rounding', () => {
  expect(apportion([0.1, 0.2, -0.3], 1)).toEqual([0.1, 0.2, -0.3]);
  expect(apportion([], 2)).toEqual([]);
});
