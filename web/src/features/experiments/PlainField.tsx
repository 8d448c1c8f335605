import { useId, useState } from 'react';
import { parseNumber, plainNumber } from '../../words/parseNumber.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';

interface Props {
  label: string;
  /** A number with a decimal point, or any text. */
  value: string;
  onChange: (value: string) => void;
  text?: boolean;
  /** Factor between what is typed and what is asked: 100 for percent. */
  scale?: number;
  /** What is wrong with it. */
  mistake?: string | undefined;
}

/** A labelled field whose number is read as people of the language write it. */
export function PlainField({ label, value, onChange, text = false, scale = 1, mistake }: Props) {
  const { words, format } = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = text || value === '' ? value : format.number(Number(value) * scale, 8);
  const type = (next: string) => {
    setTyped(next);
    const number = parseNumber(next, words.tag);
    if (text || next.trim() === '') onChange(next.trim() === '' ? '' : next);
    else if (number !== undefined) onChange(plainNumber(number / scale));
  };
  const wrong = !text && typed !== null && typed.trim() !== '' && parseNumber(typed, words.tag) === undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode={text ? 'text' : 'decimal'}
        autoComplete="off"
        value={typed ?? shown}
        aria-invalid={wrong || mistake !== undefined || undefined}
        aria-describedby={mistake ? `${id}-mistake` : undefined}
        onChange={(event) => type(event.target.value)}
        onBlur={() => !wrong && setTyped(null)}
      />
      {mistake && (
        <small id={`${id}-mistake`} className={styles.mistake}>
          {mistake}
        </small>
      )}
    </div>
  );
}
