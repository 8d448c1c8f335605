import type { Unit, WhyAnswer, WhyDimension, WhyPart } from '../../api/types.ts';
import { apportion } from '../../words/apportion.ts';
import { plain } from '../../words/figures.ts';
import { names } from '../../words/names.ts';
import type { Language } from '../../words/useLanguage.ts';

/** One thing that moved the whole. */
export interface Cause {
  key: string;
  sentence: string;
  /** In the unit of the value, money in minor units; rounded so that all of them add up to the change. */
  effect: number;
  /** The part it belongs to; none for the sum of small parts. */
  part?: string | null;
}

type Movement = 'rose' | 'fell' | 'stayed' | 'appeared' | 'vanished';

/** Digits after the point that are shown: minor units, tenths of a point, whole things. */
function digitsOf(unit: Unit): number {
  if (unit === 'share') return 3;
  if (unit === 'ratio') return 2;
  return unit === 'score' || unit === 'whole_score' ? 1 : 0;
}

function movement(before: number | null | undefined, now: number | null | undefined): Movement {
  if (before == null || now == null || before === now) return 'stayed';
  return now > before ? 'rose' : 'fell';
}

function causesOf(part: WhyPart, dimension: string, answer: WhyAnswer, language: Language): Cause[] {
  const { words, figures, format } = language;
  const name = part.value ? names.value(words, part.value, dimension) : `(${names.value(words, null)})`;
  const value = (figure: WhyPart['now']) => figures.exact(figure.value, answer.unit);
  const weight = (share: number | null | undefined) => (share == null ? '–' : format.share(share));
  const ofPart: Movement | undefined = part.appeared ? 'appeared' : part.vanished ? 'vanished' : undefined;
  const ofValue = movement(plain(part.then.value), plain(part.now.value));
  const values = { part: name, from: value(part.then), to: value(part.now) };
  const weights = { part: name, from: weight(part.weight_then), to: weight(part.weight_now) };
  const ofSum = part.rate == null && part.mix == null && part.without_base == null;
  const kinds = [
    { kind: 'amount', effect: ofSum ? part.effect : null, values: { ...values, movement: ofPart ?? ofValue } },
    { kind: 'rate', effect: part.rate, values: { ...values, movement: ofValue } },
    { kind: 'mix', effect: part.mix, values: { ...weights, movement: ofPart ?? movement(part.weight_then, part.weight_now) } },
    { kind: 'without_base', effect: part.without_base, values },
  ];
  return kinds
    .filter(({ effect }) => effect != null && Number(effect) !== 0)
    .map(({ kind, effect, values: given }) => ({
      key: `${part.value ?? ''} ${kind}`,
      sentence: words.say(`ui.why.${kind}`, given),
      effect: Number(effect),
      part: part.value ?? null,
    }));
}

/** All causes of a dimension, the largest first. */
export function causes(dimension: WhyDimension, answer: WhyAnswer, language: Language): Cause[] {
  const found: Cause[] = dimension.parts.flatMap((part) => causesOf(part, dimension.dimension, answer, language));
  if (dimension.rest != null) {
    const sentence = language.words.say('ui.why.rest', { count: dimension.more });
    found.push({ key: 'rest', sentence, effect: Number(dimension.rest) });
  }
  found.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const rounded = apportion(
    found.map(({ effect }) => effect),
    digitsOf(answer.unit),
  );
  // What comes to nothing at the digits that are shown would be a line that says nothing.
  return found.map((cause, index) => ({ ...cause, effect: rounded[index] ?? cause.effect })).filter(({ effect }) => effect !== 0);
}
