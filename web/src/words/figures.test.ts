import { describe, expect, it } from 'vitest';
import { createFigureWords } from './figures.ts';
import { createFormat } from './format.ts';
import type { Words } from './words.ts';

const words = { say: (_: string, values: { value: string }) => `${values.value}×` } as unknown as Words;

describe('figures', () => {
  it('never writes a small factor as none', () => {
    const figures = createFigureWords(createFormat('en'), words);
    const short = (number: number) => figures.short({ state: 'number', number }, 'ratio');
    expect([short(12.345), short(0.345), short(0.0345), short(0)]).toEqual(['12.3×', '0.35×', '0.035×', '0×']);
  });
});
