import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { change } from '../../api/client.ts';
import { liveKey } from '../../api/queries.ts';
import type { Marks, Unit } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, useMistakes } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import type { Format } from '../../words/format.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { toTyped } from '../../words/units.ts';
import { useTyped, type Typed } from '../goals/useTyped.ts';
import styles from './marks.module.css';

/** A mark while it is typed. */
interface Row {
  kind: 'above' | 'below' | 'benchmark';
  text: string;
  per: string;
  source: string;
}

const KINDS = ['above', 'below', 'benchmark'] as const;
const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

function rowsOf(marks: Marks, unit: Unit, format: Format): Row[] {
  return [
    ...marks.thresholds.map(({ bad, value, per }) => ({ kind: bad as Row['kind'], text: toTyped(value, unit, format), per, source: '' })),
    ...marks.benchmarks.map(({ value, source, per }) => ({ kind: 'benchmark' as const, text: toTyped(value, unit, format), per, source })),
  ];
}

function marksOf(rows: Row[], read: (text: string) => Typed, stagnation: string | null): Marks {
  const value = (row: Row) => read(row.text).value ?? '';
  return {
    thresholds: rows.flatMap((row) => (row.kind === 'benchmark' ? [] : [{ bad: row.kind, value: value(row), per: row.per }])),
    benchmarks: rows.flatMap((row) => (row.kind === 'benchmark' ? [{ value: value(row), source: row.source.trim(), per: row.per }] : [])),
    stagnation_within: stagnation,
  };
}

interface Props {
  metric: string;
  unit: Unit;
  marks: Marks;
  close: () => void;
}

/** Every value is typed together with the length of time it is meant for. */
export function MarksForm({ metric, unit, marks, close }: Props) {
  const { words, format } = useLanguage();
  const client = useQueryClient();
  const read = useTyped(unit);
  const readShare = useTyped('share');
  const [rows, setRows] = useState<Row[]>(() => rowsOf(marks, unit, format));
  const [still, setStill] = useState(marks.stagnation_within == null ? '' : toTyped(marks.stagnation_within, 'share', format));
  const { form, tried, showMistakes } = useMistakes();
  const stagnation = still.trim() === '' ? null : readShare(still).value;
  const fits = (row: Row) => read(row.text).value !== undefined;
  const named = (row: Row) => row.kind !== 'benchmark' || row.source.trim() !== '';
  const save = useMutation({
    mutationFn: () => change<Marks>('PUT', `metrics/${metric}/marks`, {}, marksOf(rows, read, stagnation ?? null)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: liveKey });
      close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stagnation !== undefined && rows.every((row) => fits(row) && named(row))) save.mutate();
    else showMistakes();
  };
  const edit = (index: number, part: Partial<Row>) => setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {rows.map((row, index) => (
        <fieldset key={index} className={styles.row}>
          <legend className="visually-hidden">{words.say(`ui.marks.kind_${row.kind}`)}</legend>
          <Field label={words.say('ui.marks.kind')}>
            {(control) => (
              <select {...control} value={row.kind} onChange={(event) => edit(index, { kind: event.target.value as Row['kind'] })}>
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {words.say(`ui.marks.kind_${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.say('ui.marks.value')} help={read(row.text).help} mistake={tried && !fits(row) ? words.say('ui.goal.not_a_number') : undefined}>
            {(control) => (
              <input {...control} value={row.text} inputMode="decimal" onChange={(event) => edit(index, { text: event.target.value })} />
            )}
          </Field>
          <Field label={words.say('ui.marks.per')}>
            {(control) => (
              <select {...control} value={row.per} onChange={(event) => edit(index, { per: event.target.value })}>
                {PERIODS.map((per) => (
                  <option key={per} value={per}>
                    {words.say(`ui.grain.${per}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {row.kind === 'benchmark' && (
            <Field label={words.say('ui.marks.source')} mistake={tried && !named(row) ? words.say('ui.marks.source_missing') : undefined}>
              {(control) => <input {...control} value={row.source} onChange={(event) => edit(index, { source: event.target.value })} />}
            </Field>
          )}
          <Button kind="quiet" className={styles.remove} onPress={() => setRows(rows.filter((_, at) => at !== index))}>
            {words.say('ui.goal.remove')}
          </Button>
        </fieldset>
      ))}
      <Field
        label={words.say('ui.marks.stagnation_within')}
        help={still.trim() === '' ? words.say('ui.marks.stagnation_help') : readShare(still).help}
        mistake={tried && stagnation === undefined ? words.say('ui.goal.not_a_number') : undefined}
      >
        {(control) => <input {...control} value={still} inputMode="decimal" onChange={(event) => setStill(event.target.value)} />}
      </Field>
      <div className={styles.buttons}>
        <Button onPress={() => setRows([...rows, { kind: 'above', text: '', per: 'month', source: '' }])}>{words.say('ui.marks.add')}</Button>
        <Button kind="primary" type="submit" isDisabled={save.isPending}>
          {words.say('ui.goal.save')}
        </Button>
        <Button kind="quiet" onPress={close}>
          {words.say('ui.action.close')}
        </Button>
      </div>
      {save.error && <Problem error={save.error} />}
    </form>
  );
}
