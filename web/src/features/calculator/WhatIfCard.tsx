import { useId, useState } from 'react';
import type { CalculatorAnswer, CalculatorInput } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';
import { plainChange, readChanges, typedChange, writeChanges, type Change } from './changes.ts';

interface Props {
  data: CalculatorAnswer;
  /** As it stands in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const FIRST = '+10%';

/** Numbers that are changed together, to see what follows beside what holds now. */
export function WhatIfCard({ data, value, onChange }: Props) {
  const { words } = useLanguage();
  const id = useId();
  const inputs = data.sections.flatMap((section) => section.inputs);
  const changes = readChanges(value);
  const free = inputs.filter((input) => input.value != null && !changes.some((change) => change.input === input.id));
  if (free.length === 0 && changes.length === 0) return null;
  const put = (next: Change[]) => onChange(writeChanges(next));
  const name = (input: string) => words.say(`calculator.inputs.${input}`);
  return (
    <Card title={words.say('ui.calculator.what_if_title')}>
      <p className={styles.help}>{words.say('ui.calculator.what_if_help')}</p>
      <div className={styles.changes}>
        {changes.map((change) => (
          <ChangeField
            key={change.input}
            change={change}
            unit={inputs.find((input) => input.id === change.input)?.unit ?? ''}
            name={name(change.input)}
            onChange={(by) => put(changes.map((known) => (known.input === change.input ? { ...known, by } : known)))}
            onRemove={() => put(changes.filter((known) => known.input !== change.input))}
          />
        ))}
        {free.length > 0 && (
          <div className={styles.field}>
            <label htmlFor={id}>{words.say('ui.calculator.what_if_add')}</label>
            <select
              id={id}
              className={styles.select}
              value=""
              onChange={(event) => put([...changes, { input: event.target.value, by: FIRST }])}
            >
              <option value="">–</option>
              {free.map((input: CalculatorInput) => (
                <option key={input.id} value={input.id}>
                  {name(input.id)}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
    </Card>
  );
}

interface FieldProps {
  change: Change;
  unit: string;
  name: string;
  onChange: (by: string) => void;
  onRemove: () => void;
}

/** A change is applied while one types it, as soon as it is one. */
function ChangeField({ change, unit, name, onChange, onRemove }: FieldProps) {
  const { words, format } = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? typedChange(change.by, unit, (number) => format.number(number, 8));
  const wrong = plainChange(text, unit, words.tag) === undefined;
  const type = (next: string) => {
    setTyped(next);
    const by = plainChange(next, unit, words.tag);
    if (by !== undefined) onChange(by);
  };
  return (
    <div className={styles.change}>
      <div className={styles.field}>
        <label htmlFor={id}>{name}</label>
        <div className={styles.control} data-wrong={wrong || undefined}>
          <input
            id={id}
            dir="ltr"
            autoComplete="off"
            value={text}
            aria-invalid={wrong || undefined}
            onChange={(event) => type(event.target.value)}
            onBlur={() => !wrong && setTyped(null)}
          />
        </div>
      </div>
      <Button kind="icon" onPress={onRemove} aria-label={words.say('ui.calculator.what_if_remove', { input: name })}>
        ×
      </Button>
    </div>
  );
}
