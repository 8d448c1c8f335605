import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from 'virtual:languages';
import { frameFor } from '../../../mock/answers.ts';
import type { Change, Figure, Judgement } from '../../api/types.ts';
import { createFigureWords } from '../../words/figures.ts';
import { createFormat } from '../../words/format.ts';
import { LanguageContext } from '../../words/useLanguage.ts';
import { createWords } from '../../words/words.ts';
import { ChangeLine } from './ChangeLine.tsx';

const figure = (number: number): Figure => ({ value: { state: 'number', number }, n: 12, pending: 0, missing_fx: 0, low_n: false });
const frame = frameFor(new URLSearchParams('p=month&vs=pp'));

async function show(judgement: Judgement, now: Figure, change: Change | null) {
  const messages = await languages['en']?.();
  const words = createWords('en', messages?.messages ?? {});
  const format = createFormat('en');
  const language = { words, format, figures: createFigureWords(format, words), choose: async () => {} };
  render(
    <LanguageContext value={language}>
      <ChangeLine figure={now} change={change && { ...change, judgement }} unit="share" frame={frame} />
    </LanguageContext>,
  );
  return screen.getByRole('paragraph').textContent;
}

describe('the line under a value', () => {
  afterEach(cleanup);
  const rise: Change = { figure: figure(0.034), relative: 0.2353, absolute: 0.008, judgement: 'worse' };

  it('says direction, points, judgement and the value before', async () => {
    expect(await show('worse', figure(0.042), rise)).toBe('▲ +0.8 pp worse vs 3.4%');
  });

  it('says that nothing clear has changed instead of the change', async () => {
    expect(await show('no_clear_change', figure(0.042), rise)).toBe('no clear change vs 3.4%');
  });

  it('says that there are too few rows to tell', async () => {
    expect(await show('too_few', figure(0.042), rise)).toBe('too few (n = 12)');
  });

  it('shows what was not tested without calling it good or bad', async () => {
    expect(await show('not_tested', figure(0.042), rise)).toBe('▲ +0.8 pp not tested vs 3.4%');
  });

  it('keeps its place without a comparison', async () => {
    expect(await show('unknown', figure(0.042), null)).toBe('\u00a0');
  });

  it('says why there is no value', async () => {
    const empty: Figure = { ...figure(0), value: { state: 'null', reason: 'no_denominator' } };
    expect(await show('unknown', empty, rise)).toBe('Nothing to divide by');
  });
});
