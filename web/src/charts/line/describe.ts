import type { MetricAnswer } from '../../api/types.ts';
import { elapsedDays } from '../../state/periods.ts';
import { plain } from '../../words/figures.ts';
import type { Language } from '../../words/useLanguage.ts';

/** What the chart shows, as a sentence: from where to where, when highest. */
export function describeSeries(name: string, answer: MetricAnswer, { words, format, figures }: Language): string {
  const known = answer.series.filter(({ figure }) => plain(figure.value) !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return words.say('ui.chart.empty', { name });
  const highest = known.reduce((best, point) => ((plain(point.figure.value) ?? 0) > (plain(best.figure.value) ?? 0) ? point : best));
  const from = plain(first.figure.value) ?? 0;
  const to = plain(last.figure.value) ?? 0;
  return words.say('ui.chart.sentence', {
    name,
    movement: to > from ? 'rose' : to < from ? 'fell' : 'same',
    from: figures.short(first.figure.value, answer.unit),
    to: figures.short(last.figure.value, answer.unit),
    period: format.range(...elapsedDays(answer.frame.period)),
    highest: format.date(highest.period.start),
  });
}
