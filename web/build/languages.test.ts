// @vitest-environment node
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTree } from './languages.ts';

const folder = new URL('../../locales/', import.meta.url);
const source = new URL('../src/', import.meta.url);
const read = (tag: string) => compileTree(JSON.parse(readFileSync(new URL(`${tag}.json`, folder), 'utf8')));
const english = read('en');

describe.each(['ru', 'de', 'zh', 'fa', 'lt'])('texts of the page in %s', (tag) => {
  const texts = read(tag);
  it('has every text and no other', () => {
    const ofPage = (keys: object) => Object.keys(keys).filter((key) => key.startsWith('ui.'));
    expect(ofPage(texts)).toEqual(ofPage(english));
  });

  it('names the same arguments', () => {
    const argumentsOf = (message: unknown): string[] =>
      Array.isArray(message)
        ? [...new Set(message.flatMap((part) => (Array.isArray(part) ? [String(part[0]), ...nested(part[2])] : [])))].sort()
        : [];
    const nested = (choices: unknown): string[] =>
      choices !== null && typeof choices === 'object' ? Object.values(choices).flatMap(argumentsOf) : [];
    for (const key of Object.keys(english).filter((known) => known.startsWith('ui.'))) {
      expect(argumentsOf(texts[key]), `${tag}: ${key}`).toEqual(argumentsOf(english[key]));
    }
  });
});

it('every text the page asks for by name is written', () => {
  const asked = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [...readFileSync(new URL(name, source), 'utf8').matchAll(/say\('(ui\.[\w.]+)'/g)].map((match) => match[1]));
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => key && !(key in english))).toEqual([]);
});
