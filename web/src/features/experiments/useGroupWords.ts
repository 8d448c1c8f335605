import { useMemo } from 'react';
import type { ExperimentAnswer, Unit } from '../../api/types.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

const PERIODS = ['before', 'now'];
const POINTS = 100;

/** Two digits; a difference that these would hide shows its first two of its own: what is not nothing does not read so. */
function pointDigits(points: number): number {
  const size = Math.abs(points);
  if (size === 0 || size >= 0.005) return 2;
  return Math.min(1 - Math.floor(Math.log10(size)), 8);
}

/** How values, differences and groups of an experiment are written. */
export function useGroupWords(answer: ExperimentAnswer) {
  const { words, format, figures } = useLanguage();
  return useMemo(() => {
    const { unit, currency } = answer;
    const value = (number: number) =>
      unit === 'money' ? format.money(number, currency) : figures.exact({ state: 'number', number }, unit as Unit);
    const difference = (number: number, sign = true) => {
      if (unit !== 'share') return `${sign && number > 0 ? format.plus : ''}${value(number)}`;
      const points = number * POINTS;
      const digits = pointDigits(points);
      return words.say('ui.unit.points', { value: sign ? format.signed(points, digits) : format.number(points, digits) });
    };
    const byPeriod = answer.metric != null && answer.groups.every(({ name }) => PERIODS.includes(name ?? ''));
    const group = (name: string | null | undefined) =>
      byPeriod && name ? words.say(`ui.experiments.${name}`) : names.value(words, name);
    const p = (number: number | null | undefined) => {
      if (number == null) return '–';
      return number < 0.0001 ? `< ${format.number(0.0001, 4)}` : format.number(number, 4);
    };
    return { value, difference, group, p };
  }, [answer, words, format, figures]);
}
