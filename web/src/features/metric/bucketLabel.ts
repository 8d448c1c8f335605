import type { Grain, MetricAnswer, PeriodAnswer } from '../../api/types.ts';
import { sameTime, type Former } from '../own/former.ts';
import type { Language } from '../../words/useLanguage.ts';

function labelOf(period: PeriodAnswer, grain: Grain, { format, words }: Language): string {
  // Buckets are Gregorian; a Jalali month name would claim the whole Jalali month.
  const gregorian = words.tag !== 'fa';
  if (grain === 'day') return format.weekday(period.start);
  if (grain === 'month' && gregorian) return format.monthAndYear(period.start);
  if (grain === 'year' && gregorian) return format.year(period.start);
  return format.range(period.start, period.end);
}

/** A bucket by its name: a weekday, a month, a range of days. */
export function bucketName(period: PeriodAnswer, answer: MetricAnswer, language: Language): string {
  return labelOf(period, answer.frame.grain, language);
}

/** What a screen reader says at a point of the chart. */
export function bucketLabel(answer: MetricAnswer, index: number, former: Former | undefined, language: Language): string {
  const { words, figures } = language;
  const [now, before] = [answer.series[index], answer.comparison_series[index]];
  const period = now?.period ?? before?.period;
  if (!period) return '';
  const value = now ? figures.exact(now.figure.value, answer.unit) : '–';
  const then = former && now && sameTime(former.answer, now);
  const version = former?.name;
  return [
    words.say('ui.chart.point', { period: bucketName(period, answer, language), value }),
    before && words.say('ui.change.before', { value: figures.exact(before.figure.value, answer.unit) }),
    then && words.say('ui.chart.point', { period: version ?? '', value: figures.exact(then.value, answer.unit) }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Short label of the time axis; the year stands once, at the first tick and where it changes. */
export function tickLabel(answer: MetricAnswer, index: number, { format, words }: Language): string {
  const period = (answer.series[index] ?? answer.comparison_series[index])?.period;
  if (!period) return '';
  const grain = answer.frame.grain;
  if (words.tag === 'fa' || grain === 'day' || grain === 'week') return format.dayAndMonth(period.start);
  if (grain === 'year') return format.year(period.start);
  return index === 0 || period.start.endsWith('-01-01') ? format.monthAndYear(period.start) : format.month(period.start);
}
