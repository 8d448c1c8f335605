import { describe, expect, it } from 'vitest';
import { notUnderstood, questionOf, readAddress, readFilters, readSearch, withValue, writeFilters, writeSearch, type Filter } from './address.ts';

describe('the address', () => {
  it('is read and written back unchanged', () => {
    const text = '?p=90d&g=week&vs=py&f=channel:email|web,!country:DE&slice=channel&param.window_days=90';
    expect(writeSearch({ ...readAddress(readSearch(text)) })).toBe(text);
  });

  it('says what it does not understand', () => {
    expect(notUnderstood(readSearch('?p=tomorrow&g=week&vs=then&f=channel:email'))).toEqual(['p=tomorrow', 'vs=then']);
    expect(notUnderstood(readSearch('?p=2026-Q4&vs=none'))).toEqual([]);
  });

  it('asks nothing that only one page reads', () => {
    const address = readAddress(readSearch('?p=90d&fx=2026-01-31&param.x=1&step=won&at=2&cohort=2026-01-01&show=a&view=b&sort=-x&q=c&lang=fa'));
    expect(questionOf(address)).toEqual({ p: '90d', fx: '2026-01-31', 'param.x': '1' });
  });

  it('falls back where a value is unknown', () => {
    expect(readAddress({ p: 'someday', g: 'hour', vs: 'goal', other: 'x' })).toEqual({});
  });

  it('takes periods by name, by days and by range', () => {
    for (const p of ['today', '28d', '12m', 'last_quarter', '2026', '2026-Q1', '2026-01', '2026-01-31', '2026-01-01..2026-01-31']) {
      expect(readAddress({ p }).p).toBe(p);
    }
  });

  it('divides filters by a comma only before a dimension, as the server does', () => {
    expect(readFilters('channel:Cleaner, 1 l|b,,country:DE')).toEqual([
      { dimension: 'channel', values: ['Cleaner, 1 l', 'b'], exclude: false },
      { dimension: 'country', values: ['DE'], exclude: false },
    ]);
    expect(readFilters('channel:email|a%2Cb%7Cc,!country:DE|')).toEqual([
      { dimension: 'channel', values: ['email', 'a,b|c'], exclude: false },
      { dimension: 'country', values: ['DE', ''], exclude: true },
    ]);
    expect(readFilters('nothing,more')).toEqual([]);
    expect(readFilters('channel:50 % off%2C %C3%A9')).toEqual([{ dimension: 'channel', values: ['50 % off, é'], exclude: false }]);
  });

  it('keeps signs that mean something out of values', () => {
    const filters: Filter[] = [{ dimension: 'campaign', values: ['a,b', 'c|d: 50 %!', ''], exclude: true }];
    const search = writeSearch({ f: writeFilters(filters) });
    expect(readFilters(readAddress(readSearch(search)).f)).toEqual(filters);
  });
});

describe('a click on a value', () => {
  const email: Filter = { dimension: 'channel', values: ['email'], exclude: false };

  it('keeps only it', () => expect(withValue([], 'channel', 'email', 'replace')).toEqual([email]));
  it('takes the place of another value', () => expect(withValue([email], 'channel', 'web', 'replace')).toEqual([{ ...email, values: ['web'] }]));
  it('adds with Shift', () => expect(withValue([email], 'channel', 'web', 'add')).toEqual([{ ...email, values: ['email', 'web'] }]));
  it('excludes with Alt', () => expect(withValue([], 'channel', 'web', 'exclude')).toEqual([{ dimension: 'channel', values: ['web'], exclude: true }]));
  it('goes away when it is clicked again', () => expect(withValue([email], 'channel', 'email', 'replace')).toEqual([]));
  it('leaves other dimensions alone', () => {
    const country: Filter = { dimension: 'country', values: ['DE'], exclude: false };
    expect(withValue([country], 'channel', 'email', 'replace')).toEqual([country, email]);
  });
});
