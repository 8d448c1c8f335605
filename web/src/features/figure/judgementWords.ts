import type { Change, Figure } from '../../api/types.ts';
import type { Words } from '../../words/words.ts';

/** The judgement of a change in a word or two; of too few rows how many there are, and whether it is the time before that has so few. */
export function judgementLabel(words: Words, figure: Figure, change: Change): string {
  const before = change.judgement === 'too_few' && !figure.low_n && change.figure.n < figure.n;
  return words.say(`ui.judgement.${change.judgement}${before ? '_before' : ''}`, { n: Math.min(figure.n, change.figure.n) });
}
