import { useCallback, useMemo } from 'react';
import type { CohortAnswer, CohortCell } from '../../api/types.ts';
import { CurveChart } from '../../charts/curves/CurveChart.tsx';
import type { Curve } from '../../charts/curves/layout.ts';
import { majorUnits } from '../../words/currency.ts';
import { plain } from '../../words/figures.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { ageLabel } from './label.ts';
import styles from './cohorts.module.css';

interface Props {
  answer: CohortAnswer;
  money: boolean;
}

/** One thin curve per cohort and the weighted one of all, aligned at the start. */
export function CohortCurves({ answer, money }: Props) {
  const language = useLanguage();
  const { words, format, figures } = language;
  const { curves, main } = useMemo(() => {
    const numberOf = ({ figure }: CohortCell) =>
      figure.value.state !== 'number' ? null : money ? majorUnits(figure.numerator ?? '0', answer.frame.currency) : plain(figure.value);
    // Of a single cohort only what is over is drawn; the curve of all shows its unfinished end apart.
    const curve = (key: string, cells: CohortCell[]): Curve => {
      const seen = cells.filter(({ figure }) => figure.value.state === 'number');
      return { key, values: cells.map(numberOf), unfinished: seen.at(-1)?.partial ?? false };
    };
    return {
      curves: answer.rows.map(({ cohort, cells }) => curve(cohort.start, cells.filter(({ partial }) => !partial))),
      main: curve('all', answer.overall),
    };
  }, [answer, money]);
  const valueLabel = useCallback(
    (value: number) => (money ? format.compact(value) : figures.short({ state: 'number', number: value }, answer.unit)),
    [money, format, figures, answer.unit],
  );
  const known = answer.overall.filter(({ figure }) => figure.value.state === 'number');
  const last = known.findLast(({ partial }) => !partial) ?? known.at(-1);
  const description = words.say('ui.cohort.sentence', {
    name: names.metric(words, answer.metric),
    value: last ? figures.short(last.figure.value, answer.unit) : '–',
    at: ageLabel(last?.at ?? 0, answer.brackets, language),
    count: answer.rows.length,
  });
  return (
    <>
      <CurveChart
        curves={curves}
        main={main}
        direction={words.direction}
        description={description}
        valueLabel={valueLabel}
        stepLabel={(step) => ageLabel(step, answer.brackets, language)}
      />
      <p className={styles.legend}>{description}</p>
    </>
  );
}
