import { Link } from '@tanstack/react-router';
import type { CalculatorResult, Figure } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';
import { FormulaLine } from './FormulaLine.tsx';
import { ResultOptions } from './ResultOptions.tsx';
import { SensitivityBars } from './SensitivityBars.tsx';

interface Props {
  result: CalculatorResult;
  own: Figure | undefined;
  currency: string;
  step: number;
  /** A number of the calculator as it is written. */
  writeInput: (id: string, value: string) => string;
  onChoose: (parameter: string, value: string | undefined) => void;
}

/** A metric with its value, the formula, and what would move it. */
export function ResultRow({ result, own, currency, step, writeInput, onChoose }: Props) {
  const { words, format, figures } = useLanguage();
  const { address } = useAddress();
  const { figure, unit } = result;
  const missing = result.needs.length > 0;
  const interval = figures.interval(figure, unit);
  const inputName = (id: string) => words.say(`calculator.inputs.${id}`);
  const isNull = figure.value.state === 'null';
  return (
    <li className={styles.result} data-missing={missing || undefined}>
      <div className={styles.line}>
        <Link {...paths.metric(result.metric, address)}>{names.metric(words, result.metric)}</Link>
        <output className={styles.value}>
          <Iso>{isNull ? '–' : figures.exact(figure.value, unit)}</Iso>
        </output>
      </div>
      {missing && <p className={styles.note}>{words.say('ui.calculator.needs', { numbers: format.list(result.needs.map(inputName)) })}</p>}
      {!missing && isNull && <p className={styles.note}>{figures.reason(figure.value)}</p>}
      {!missing && <FormulaLine tokens={result.formula} currency={currency} />}
      {figure.low_n && <p className={styles.care}>{words.say('calculator.low_n', { n: figure.n })}</p>}
      {!missing && result.assumed.length > 0 && (
        <p className={styles.note}>
          {words.say('calculator.assumed', {
            numbers: format.list(result.assumed.map(({ input, value }) => `${inputName(input)} = ${writeInput(input, value)}`)),
          })}
        </p>
      )}
      {interval && <p className={styles.note}>{words.say('ui.calculator.interval', { interval })}</p>}
      {result.compounded && (
        <p className={styles.note}>
          {words.say('ui.calculator.compounded', {
            month: format.share(result.compounded.month, 2),
            year: format.share(result.compounded.year, 2),
          })}
        </p>
      )}
      {own && own.value.state !== 'null' && (
        <p className={styles.note}>{words.say('ui.calculator.own', { value: figures.exact(own.value, unit) })}</p>
      )}
      {result.what_if && (
        <p className={styles.changed}>
          {words.say('ui.calculator.what_if_result', { value: figures.exact(result.what_if.figure.value, unit) })}
        </p>
      )}
      <ResultOptions result={result} onChoose={onChoose} />
      <SensitivityBars result={result} step={step} />
    </li>
  );
}
