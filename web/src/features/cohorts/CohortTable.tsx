import { Link } from '@tanstack/react-router';
import type { CohortAnswer, CohortCell } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ageLabel, cellExact, cellText, cohortLabel, heat } from './label.ts';
import styles from './cohorts.module.css';

interface Props {
  answer: CohortAnswer;
  money: boolean;
}

/** A real table with a heat background. Every cell opens its customers. */
export function CohortTable({ answer, money }: Props) {
  const language = useLanguage();
  const { words, format } = language;
  const columns = Array.from({ length: answer.columns }, (_, at) => at);
  const total = answer.rows.reduce((sum, { size }) => sum + size, 0);
  const name = names.metric(words, answer.metric);
  const cells = (list: CohortCell[], label: string, cohort: string | undefined, opens: boolean) =>
    list.map((cell) => (
      <Cell key={cell.at} cell={cell} answer={answer} money={money} label={label} cohort={cohort} opens={opens} />
    ));
  return (
    <>
      <div className={`${table.region} ${styles.region}`} tabIndex={0} role="region" aria-label={name}>
        <table className={`${table.table} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col" className={styles.first}>
                {words.say('ui.cohort.cohort')}
              </th>
              <th scope="col" className={table.number}>
                {words.say('ui.cohort.size')}
              </th>
              {columns.map((at) => (
                <th key={at} scope="col" className={styles.age}>
                  <Iso>{ageLabel(at, answer.brackets, language)}</Iso>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.rows.map((row) => {
              const label = cohortLabel(row.cohort, answer.frame.grain, language);
              return (
                <tr key={row.cohort.start}>
                  <th scope="row" className={styles.first}>
                    <Iso>{label}</Iso>
                  </th>
                  <td className={table.number}>
                    <Iso>{format.number(row.size)}</Iso>
                  </td>
                  {cells(row.cells, label, row.cohort.start, true)}
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={styles.first}>
                {words.say('ui.cohort.all')}
              </th>
              <td className={table.number}>
                <Iso>{format.number(total)}</Iso>
              </td>
              {cells(answer.overall, words.say('ui.cohort.all'), undefined, true)}
            </tr>
            {answer.parts?.rows.map((part) => {
              const label = names.value(words, part.value, answer.parts?.dimension);
              return (
                <tr key={part.value ?? ''}>
                  <th scope="row" className={styles.first}>
                    <Iso>{label}</Iso>
                  </th>
                  <td className={table.number}>
                    <Iso>{format.number(part.size)}</Iso>
                  </td>
                  {cells(part.cells, label, undefined, false)}
                </tr>
              );
            })}
          </tfoot>
        </table>
      </div>
      <p className={styles.legend}>
        <span className={styles.sample} aria-hidden="true" />
        {words.say('ui.cohort.unfinished')} {words.say('ui.cohort.weighted')}
      </p>
    </>
  );
}

interface CellProps extends Props {
  cell: CohortCell;
  /** Name of the row. */
  label: string;
  /** First day of the cohort; none for the row of all. */
  cohort: string | undefined;
  opens: boolean;
}

function Cell({ cell, answer, money, label, cohort, opens }: CellProps) {
  const language = useLanguage();
  const { words, figures } = language;
  const { address } = useAddress();
  const text = cellText(cell, answer, money, language);
  if (text === null) {
    return (
      <td className={styles.empty}>
        <span className="visually-hidden">{words.say('ui.reason.not_observed_yet')}</span>
      </td>
    );
  }
  const step = heat(cell);
  const reason = figures.reason(cell.figure.value);
  const place = words.say('ui.cohort.cell', {
    cohort: label,
    at: ageLabel(cell.at, answer.brackets, language),
    value: reason ?? cellExact(cell, answer, language),
  });
  const hint = cell.partial ? `${place} · ${words.say('ui.period.unfinished')}` : place;
  const className = `${styles.cell} ${step === null ? '' : styles[`heat${step}`]} ${cell.partial ? styles.partial : ''}`;
  const { slice: _slice, view: _view, show: _show, ...kept } = address;
  const behind = { ...kept, at: String(cell.at), ...(cohort ? { cohort } : {}) };
  const content = opens ? (
    <Link {...paths.behind(answer.metric, behind)} className={styles.open} title={hint} aria-label={`${text} · ${hint}`}>
      <Iso>{text}</Iso>
    </Link>
  ) : (
    <span className={styles.open} title={hint}>
      <Iso>{text}</Iso>
    </span>
  );
  return <td className={className}>{content}</td>;
}
