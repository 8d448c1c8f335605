import type { MetricAnswer } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { sameTime, type Former } from '../own/former.ts';
import { bucketName } from './bucketLabel.ts';

/** Exactly the numbers of the chart. */
export function SeriesTable({ answer, former }: { answer: MetricAnswer; former: Former | undefined }) {
  const language = useLanguage();
  const { words, figures } = language;
  const compared = answer.comparison_series.length > 0;
  return (
    <div className={table.region} tabIndex={0} role="group" aria-label={names.metric(words, answer.metric)}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{words.say('ui.period.title')}</th>
            <th scope="col" className={table.number}>
              {words.say('ui.chart.now')}
            </th>
            {compared && (
              <th scope="col" className={table.number}>
                {words.say('ui.chart.before')}
              </th>
            )}
            {former && (
              <th scope="col" className={table.number}>
                {former.name}
              </th>
            )}
            <th scope="col" className={table.number}>
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.series.map((point, index) => {
            const { period, figure } = point;
            const before = answer.comparison_series[index];
            const then = former && sameTime(former.answer, point);
            return (
              <tr key={period.start}>
                <td>
                  <Iso>{bucketName(period, answer, language)}</Iso>
                  {period.partial && <span className={table.muted}> {words.say('ui.period.unfinished')}</span>}
                </td>
                <td className={table.number} title={figures.reason(figure.value)}>
                  <Iso>{figures.exact(figure.value, answer.unit)}</Iso>
                </td>
                {compared && (
                  <td className={table.number}>
                    <Iso>{before ? figures.exact(before.figure.value, answer.unit) : '–'}</Iso>
                  </td>
                )}
                {former && (
                  <td className={table.number} title={then && figures.reason(then.value)}>
                    <Iso>{then ? figures.exact(then.value, former.answer.unit) : '–'}</Iso>
                  </td>
                )}
                <td className={table.number}>
                  <Iso>{language.format.number(figure.n)}</Iso>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
