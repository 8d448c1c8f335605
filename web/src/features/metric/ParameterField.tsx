import { useId, useState } from 'react';
import type { ParameterDefinition } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { MetricParameterField } from './MetricParameterField.tsx';
import { choiceName, parameterName } from './parameterWords.ts';
import styles from './ParametersCard.module.css';

interface Props {
  metric: string;
  definition: ParameterDefinition;
  value: string;
  onChange: (value: string) => void;
}

const NUMBERS = /^-?\d+(\.\d+)?(\s+-?\d+(\.\d+)?)*$/;

function takes({ kind }: ParameterDefinition, text: string): boolean {
  if (kind === 'numbers') return text === '' || NUMBERS.test(text);
  return kind !== 'integer' || /^\d+$/.test(text);
}

/** A parameter is applied when one leaves the field or presses Enter. */
export function ParameterField({ metric, definition, value, onChange }: Props) {
  const { words, format } = useLanguage();
  const id = useId();
  const usual = definition.kind === 'integer' ? format.number(Number(definition.default)) : definition.default;
  const { name } = definition;
  // The word for "no numbers" is not typed: an empty field stands for it.
  const byWord = definition.kind === 'numbers';
  const typed = (text: string) => (byWord && text === definition.default ? '' : text);
  const [text, setText] = useState(typed(value));
  const wordOf = (choice: string) => choiceName(words, name, choice);
  const label = parameterName(words, metric, name);
  if (definition.kind === 'metric') {
    return <MetricParameterField label={label} about={metric} value={value} usual={definition.default} onChange={onChange} />;
  }
  const fits = takes(definition, text.trim());
  const apply = () => fits && text !== typed(value) && onChange(text.trim() || definition.default);
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label htmlFor={id}>{label}</label>
      {definition.choices.length > 0 ? (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          {definition.choices.map((choice) => (
            <option key={choice} value={choice}>
              {wordOf(choice) ?? choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={text}
          placeholder={byWord ? wordOf(definition.default) : undefined}
          inputMode={definition.kind === 'integer' ? 'numeric' : 'text'}
          aria-invalid={!fits}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
          onBlur={apply}
        />
      )}
      <small id={`${id}-help`} className={fits ? styles.help : styles.error}>
        {fits
          ? words.say('ui.parameters.default', { value: wordOf(definition.default) ?? usual })
          : words.say('ui.parameters.not_a_number', { example: definition.default })}
      </small>
    </form>
  );
}
