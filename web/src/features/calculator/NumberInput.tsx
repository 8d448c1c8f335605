import { useId, useState } from 'react';
import type { CalculatorInput } from '../../api/types.ts';
import { parseNumber, plainNumber } from '../../words/parseNumber.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';

interface Props {
  input: CalculatorInput;
  currency: string;
  /** As it stands in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const PERCENT = 100;

/** A number that is applied while one types; shares are typed in percent. */
export function NumberInput({ input, currency, value, onChange }: Props) {
  const { words, format } = useLanguage();
  const id = useId();
  const scale = input.unit === 'share' ? PERCENT : 1;
  const shown = value === undefined ? '' : format.number(Number(value) * scale, 8);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown;
  const number = parseNumber(text, words.tag);
  const negative = input.unit === 'money' || input.unit === 'number';
  const wrong = text.trim() !== '' && (number === undefined || (number < 0 && !negative));
  const type = (next: string) => {
    setTyped(next);
    const parsed = parseNumber(next, words.tag);
    if (next.trim() === '') onChange(undefined);
    else if (parsed !== undefined && (parsed >= 0 || negative)) onChange(plainNumber(parsed / scale));
  };
  const unit = unitLabel(input.unit, currency, words.maybe(`calculator.units.${input.unit}`) ?? '');
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words.say(`calculator.inputs.${input.id}`)}</label>
      <div className={styles.control} data-wrong={wrong || undefined}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          placeholder={input.usual == null ? undefined : format.number(Number(input.usual) * scale, 8)}
          aria-invalid={wrong || undefined}
          aria-describedby={unit ? `${id}-unit` : undefined}
          onChange={(event) => type(event.target.value)}
          onBlur={() => !wrong && setTyped(null)}
        />
        {unit && <span id={`${id}-unit`}>{unit}</span>}
      </div>
    </div>
  );
}

function unitLabel(unit: string, currency: string, word: string): string {
  if (unit === 'money') return currency;
  if (unit === 'share') return '%';
  return unit === 'count' || unit === 'number' ? '' : word;
}
