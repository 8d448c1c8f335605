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

  it('tells two shares apart in points, and amounts in their currency', () => {
    const say = (key: string, { value }: { value: string }) => (key === 'ui.unit.points' ? `${value} pp` : value);
    const figures = createFigureWords(createFormat('en'), { say } as unknown as Words);
    expect(figures.distance(-0.23, 'share', 'EUR')).toBe('23 pp');
    expect(figures.distance(-120000, 'money', 'EUR')).toBe('€1.2k');
    expect(figures.distance(3, 'count', 'EUR')).toBe('3');
  });

  it('writes a whole score rounded once, half away from zero, and never as less than nothing', () => {
    const figures = createFigureWords(createFormat('en'), words);
    const short = (number: number) => figures.short({ state: 'number', number }, 'whole_score');
    expect([short(-100 / 3), short(12.5), short(-12.5), short(-0.4)]).toEqual(['−33', '13', '−13', '0']);
    expect(figures.effect(0.44, 'whole_score', 'EUR')).toBe('+0.4');
  });
});
