import type { CohortAnswer, CohortCell, PeriodAnswer } from '../../api/types.ts';
import type { Language } from '../../words/useLanguage.ts';

/** A cohort by the name of its bucket; under a Jalali calendar by its days, for the buckets are Gregorian. */
export function cohortLabel(cohort: PeriodAnswer, grain: CohortAnswer['frame']['grain'], { format, words }: Language): string {
  if (grain === 'day') return format.date(cohort.start);
  if (words.tag === 'fa' || grain === 'week' || grain === 'quarter') return format.range(cohort.start, cohort.end);
  return grain === 'year' ? format.year(cohort.start) : format.monthAndYear(cohort.start);
}

/** What stands in a cell: the share, or its amount of money. Nothing where it is not observed yet. */
export function cellText(cell: CohortCell, answer: CohortAnswer, money: boolean, { figures, format }: Language): string | null {
  const { value, numerator } = cell.figure;
  if (value.state === 'null' && value.reason === 'not_observed_yet') return null;
  if (money) return format.moneyCompact(numerator ?? 0, answer.frame.currency);
  return figures.short(value, answer.unit);
}

/** "18 of 25" in words, money with its currency. */
export function cellExact(cell: CohortCell, answer: CohortAnswer, { words, format }: Language): string {
  const number = (text: string | null | undefined) =>
    answer.of_money ? format.money(text ?? 0, answer.frame.currency) : format.number(Number(text ?? 0));
  return words.say('ui.behind.of', { numerator: number(cell.figure.numerator), denominator: number(cell.figure.denominator) });
}

/** Step of the sequential scale, 0 to 6; none where there is no number. */
export function heat(cell: CohortCell): number | null {
  const { value } = cell.figure;
  if (value.state !== 'number') return null;
  return Math.min(6, Math.max(0, Math.floor(value.number * 7)));
}

/** First and last bucket of each column that takes several together, as they are typed: "3 7" is 0, 1 to 3, 4 to 7. */
export function bracketsOf(text: string | undefined): CohortAnswer['brackets'] {
  const ends = text && /^\d/.test(text) ? text.trim().split(/\s+/).map(Number) : undefined;
  return ends && [{ first: 0, last: 0 }, ...ends.map((last, place) => ({ first: (ends[place - 1] ?? 0) + 1, last }))];
}

/** Buckets after joining, or the first and last of those taken together. */
export function ageLabel(at: number, brackets: CohortAnswer['brackets'], { format }: Language): string {
  const bracket = brackets?.[at];
  if (!bracket) return format.number(at);
  const first = format.number(bracket.first);
  return bracket.first === bracket.last ? first : `${first}–${format.number(bracket.last)}`;
}
