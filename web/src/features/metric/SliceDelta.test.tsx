import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from 'virtual:languages';
import type { Figure, Judgement, MetricAnswer, SliceRow } from '../../api/types.ts';
import { createFigureWords } from '../../words/figures.ts';
import { createFormat } from '../../words/format.ts';
import { LanguageContext } from '../../words/useLanguage.ts';
import { createWords } from '../../words/words.ts';
import { SliceDelta } from './SliceDelta.tsx';

const figure = (number: number): Figure => ({ value: { state: 'number', number }, n: 12, pending: 0, missing_fx: 0, low_n: false });
const answer = { unit: 'share', frame: { currency: 'EUR' } } as MetricAnswer;

/** What is seen, and what a screen reader says. */
async function show(judgement: Judgement, tag = 'en', n = 12) {
  const messages = await languages[tag]?.();
  const words = createWords(tag, messages?.messages ?? {});
  const format = createFormat(tag);
  const language = { words, format, figures: createFigureWords(format, words), choose: async () => {} };
  const row: SliceRow = { value: 'web', figure: { ...figure(0.042), n }, change: { figure: figure(0.034), relative: null, absolute: 0.008, judgement } };
  const { container } = render(
    <LanguageContext value={language}>
      <SliceDelta row={row} answer={answer} />
    </LanguageContext>,
  );
  const without = (selector: string) => {
    const copy = container.cloneNode(true) as HTMLElement;
    copy.querySelectorAll(selector).forEach((found) => found.remove());
    return copy.textContent?.trim();
  };
  return { seen: without('.visually-hidden'), said: without('[aria-hidden]'), title: container.querySelector('[title]')?.getAttribute('title') };
}

describe('the change of a part', () => {
  afterEach(cleanup);

  it('says in a word that nothing clear has changed', async () => {
    expect(await show('no_clear_change')).toEqual({ seen: 'unclear', said: 'no clear change', title: 'no clear change' });
    expect((await show('no_clear_change', 'de')).seen).toBe('unklar');
  });

  it('says that there are too few', async () => {
    expect(await show('too_few')).toEqual({ seen: 'too few', said: 'too few (n = 12)', title: 'too few (n = 12)' });
  });

  it('says where the time before has too few', async () => {
    expect((await show('too_few', 'en', 40)).title).toBe('too few before (n = 12)');
  });

  it('names the size of what is clear, or was not tested', async () => {
    expect(await show('worse')).toEqual({ seen: '+0.8 pp', said: '+0.8 pp worse', title: 'worse' });
    expect(await show('not_tested')).toEqual({ seen: '+0.8 pp', said: '+0.8 pp not tested', title: 'not tested' });
  });
});
