// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance, simulate, type Sight } from './colour-math.ts';


const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
}

const themes = { light: tokensOf(':root'), dark: tokensOf(":root[data-theme='dark']") };
const sights: Sight[] = ['normal', 'protan', 'deutan', 'tritan'];
const pairs = (names: string[]) => names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

describe.each(Object.entries(themes))('%s theme', (theme, tokens) => {
  const colour = (name: string) => {
    const hex = tokens[name];
    if (!hex) throw new Error(`no colour token --${name} in the ${theme} theme`);
    return hex;
  };

  it.each(['page', 'surface', 'floating'])('text is readable on %s', (ground) => {
    for (const text of ['text', 'text-2', 'text-3', 'accent', 'good', 'warn', 'bad']) {
      expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.7);
    }
  });

  it('text is readable on badges and buttons', () => {
    for (const kind of ['good', 'warn', 'bad']) {
      expect(contrast(colour(kind), colour(`${kind}-bg`)), kind).toBeGreaterThanOrEqual(4.7);
    }
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.7);
    expect(contrast(colour('accent'), colour('accent-weak'))).toBeGreaterThanOrEqual(4.7);
  });

  it('lines of charts and borders of controls stand out', () => {
    for (const mark of ['line-strong', ...[1, 2, 3, 4, 5, 6].map((n) => `series-${n}`)]) {
      for (const ground of ['page', 'surface']) {
        expect(contrast(colour(mark), colour(ground)), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(sights)('series can be told apart with %s sight', (sight) => {
    // Measured when the colours were chosen; one pair of the light theme has 9.496.
    const least = theme === 'light' ? 9.49 : 11;
    for (const [a, b] of pairs([1, 2, 3, 4, 5, 6].map((n) => `series-${n}`))) {
      const seen = distance(simulate(colour(a), sight), simulate(colour(b), sight));
      expect(seen, `${a} and ${b}`).toBeGreaterThanOrEqual(least);
    }
  });

  it.each(sights)('good, warn and bad can be told apart with %s sight', (sight) => {
    for (const [a, b] of pairs(['good', 'warn', 'bad'])) {
      expect(distance(simulate(colour(a), sight), simulate(colour(b), sight)), `${a} and ${b}`).toBeGreaterThanOrEqual(10);
    }
  });
});
