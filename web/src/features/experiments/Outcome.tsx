import type { ExperimentAnswer } from '../../api/types.ts';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';
import { useGroupWords } from './useGroupWords.ts';

const COLUMNS = ['name', 'n', 'value', 'interval', 'difference', 'interval_of_difference', 'test', 'p'] as const;

/** The verdict in words, what one has to know, then the numbers. */
export function Outcome({ answer }: { answer: ExperimentAnswer }) {
  const { words, format } = useLanguage();
  const write = useGroupWords(answer);
  const { verdict } = answer;
  const column = Object.fromEntries(
    COLUMNS.map((key) => [key, words.say(`ui.experiments.${key}`)]),
  );
  const title = answer.metric ? names.metric(words, answer.metric) : words.say('ui.calculator.results');
  const between = (interval: [number, number] | null | undefined, one: (number: number) => string) =>
    interval ? words.say('ui.experiments.between', { low: one(interval[0]), high: one(interval[1]) }) : '–';
  const comparison = (name: string | null | undefined) => answer.comparisons.find(({ group }) => (group ?? null) === (name ?? null));
  return (
    <Card title={title}>
      <p role="status" className={styles.verdict} data-kind={verdict.kind}>
        {words.say(`experiments.verdict.${verdict.kind}`, {
          group: write.group(verdict.group),
          against: write.group(verdict.against),
          least: write.difference(verdict.least ?? 0, false),
          most: write.difference(verdict.most ?? 0, false),
        })}
      </p>
      {answer.warnings.length > 0 && (
        <ul className={styles.warnings}>
          {answer.warnings.map((warning) => (
            <li key={warning}>{words.say(`experiments.warning.${warning}`)}</li>
          ))}
        </ul>
      )}
      <div className={table.region} tabIndex={0} role="region" aria-label={title}>
        <table className={`${table.table} ${table.stacked}`}>
          <thead>
            <tr>
              {COLUMNS.map((key) => (
                <th key={key} scope="col">
                  {column[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.groups.map((group, position) => {
              const against = position === 0 ? undefined : comparison(group.name);
              return (
                <tr key={group.name ?? ''}>
                  <td>
                    <Iso>{write.group(group.name)}</Iso>
                  </td>
                  <td data-label={column['n']}>{format.number(group.n, 0)}</td>
                  <td data-label={column['value']}>
                    <Iso>{write.value(group.value)}</Iso>
                  </td>
                  <td data-label={column['interval']}>
                    <Iso>{between(group.interval, write.value)}</Iso>
                  </td>
                  <td data-label={column['difference']}>
                    {position === 0 ? words.say('ui.experiments.control') : <Iso>{against ? write.difference(against.difference) : '–'}</Iso>}
                  </td>
                  <td data-label={column['interval_of_difference']}>
                    {position === 0 ? null : <Iso>{between(against?.interval, (number) => write.difference(number))}</Iso>}
                  </td>
                  <td data-label={column['test']}>{against?.test ? words.say(`experiments.test.${against.test}`) : null}</td>
                  <td data-label={column['p']}>{position === 0 ? null : write.p(against?.adjusted_p_value)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {answer.overall && (
        <p className={styles.note}>
          {words.say('ui.experiments.overall', {
            test: words.say(`experiments.test.${answer.overall.test}`),
            p: write.p(answer.overall.p_value),
          })}
        </p>
      )}
      {answer.allocation && <p className={styles.note}>{words.say('ui.experiments.allocation', { p: write.p(answer.allocation.p_value) })}</p>}
      <p className={styles.note}>{words.say('ui.experiments.p_note')}</p>
    </Card>
  );
}
