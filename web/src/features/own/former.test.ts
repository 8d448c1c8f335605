import { describe, expect, it } from 'vitest';
import { createFormat } from '../../words/format.ts';
import { createWords } from '../../words/words.ts';
import { formerVersion, versionName } from './former.ts';

const version = (number: number, day: string, text: string | null) => ({ version: number, stated: 1, day, saved_at: `${day}T09:00:00Z`, text });
const three = [version(1, '2026-01-05', 'a'), version(2, '2026-03-10', 'b'), version(3, '2026-06-20', 'c')];

describe('the definition that is drawn beside the present one', () => {
  it('is the one before the newest change among the shown days', () => {
    expect(formerVersion(three, '2026-01-01', '2026-12-31')).toBe(2);
    expect(formerVersion(three, '2026-01-01', '2026-06-19')).toBe(1);
    expect(formerVersion(three, '2026-06-20', '2026-06-20')).toBe(2);
  });

  it('is none when nothing changed among the shown days', () => {
    expect(formerVersion(three, '2026-06-21', '2026-12-31')).toBeUndefined();
    expect(formerVersion(three.slice(0, 1), '2026-01-01', '2026-12-31')).toBeUndefined();
    expect(formerVersion([], '', '')).toBeUndefined();
  });

  it('is the first of a day on which the definition began and changed', () => {
    expect(formerVersion([version(1, '2026-03-10', 'a'), version(2, '2026-03-10', 'b')], '2026-03-01', '2026-03-31')).toBe(1);
  });

  it('is never a removed one, nor one that says the same as the present', () => {
    const back = [version(1, '2026-01-05', 'a'), version(2, '2026-02-01', null), version(3, '2026-03-01', 'a')];
    expect(formerVersion(back, '2026-01-01', '2026-12-31')).toBeUndefined();
    const changed = [version(1, '2026-01-05', 'a'), version(2, '2026-02-01', null), version(3, '2026-03-01', 'b')];
    expect(formerVersion(changed, '2026-01-01', '2026-12-31')).toBe(1);
  });
});

describe('the name of a definition', () => {
  const words = createWords('en', {
    'ui.own.version_short': ['Version ', ['version']],
    'ui.own.version': ['Version ', ['version'], ', since ', ['day']],
  });
  const language = { words, format: createFormat('en') };

  it('is the number that its text gives itself', () => {
    const raised = three.map((of, index) => ({ ...of, stated: index + 4 }));
    expect(raised.map((of) => versionName(of, raised, language))).toEqual(['Version 4', 'Version 5', 'Version 6']);
  });

  it('tells the day where several texts say the same number', () => {
    expect(versionName(three[1] as (typeof three)[number], three, language)).toBe('Version 1, since 10 Mar 2026');
  });
});
