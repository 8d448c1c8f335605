import { useId } from 'react';
import type { CalculatorResult } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';

interface Props {
  result: CalculatorResult;
  onChoose: (parameter: string, value: string | undefined) => void;
}

/** Ways of counting that mean something for typed numbers. */
export function ResultOptions({ result, onChoose }: Props) {
  const { words } = useLanguage();
  const id = useId();
  const options = result.options.filter(({ values }) => values.length > 0);
  if (options.length === 0) return null;
  const wordOf = (name: string, choice: string) =>
    words.maybe(`ui.option.${name}_${choice}`) ?? words.maybe(`ui.option.${choice}`) ?? choice;
  const labelOf = (name: string) =>
    words.maybe(`metrics.${result.metric}.parameters.${name}`) ?? words.maybe(`ui.parameter.${name}`) ?? name;
  return (
    <div className={styles.options}>
      {options.map(({ parameter, values, value, usual }) => (
        <span key={parameter}>
          <label htmlFor={`${id}-${parameter}`}>{labelOf(parameter)}</label>
          <select
            id={`${id}-${parameter}`}
            className={styles.select}
            value={value}
            onChange={(event) => onChoose(parameter, event.target.value === usual ? undefined : event.target.value)}
          >
            {values.map((choice) => (
              <option key={choice} value={choice}>
                {wordOf(parameter, choice)}
              </option>
            ))}
          </select>
        </span>
      ))}
    </div>
  );
}
