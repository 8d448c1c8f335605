import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { change } from '../../api/client.ts';
import { definitionQuery, dimensionValuesQuery, liveKey, workspaceQuery } from '../../api/queries.ts';
import type { GoalSummary, MetricSummary, Unit } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { fromTyped, isMoney } from '../../words/units.ts';
import styles from './goals.module.css';

/** How a number of that unit is typed. */
export function useTypedAs(unit: Unit): string {
  const { words } = useLanguage();
  const workspace = useQuery(workspaceQuery);
  if (isMoney(unit)) return workspace.data?.currency ?? '';
  return words.maybe(`ui.typed_as.${unit}`) ?? '';
}

/** Metric, part, first and last day, number: that is a goal. */
export function GoalForm({ metrics, first }: { metrics: MetricSummary[]; first: string | undefined }) {
  const { words } = useLanguage();
  const client = useQueryClient();
  const sorted = metrics.map(({ id, unit }) => ({ id, unit, name: names.metric(words, id) })).sort((a, b) => a.name.localeCompare(b.name, words.tag));
  const [metric, setMetric] = useState(sorted.find(({ id }) => id === first)?.id ?? sorted[0]?.id ?? '');
  const [dimension, setDimension] = useState('');
  const [value, setValue] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const unit = sorted.find(({ id }) => id === metric)?.unit ?? 'count';
  const typedAs = useTypedAs(unit);
  const definition = useQuery(definitionQuery(metric));
  const values = useQuery({ ...dimensionValuesQuery(dimension, ''), enabled: dimension !== '' });
  const target = fromTyped(text, unit);
  const orderly = from !== '' && to !== '' && from <= to;
  const save = useMutation({
    mutationFn: () =>
      change<GoalSummary>('PUT', 'goals', {}, {
        metric,
        dimension: dimension || null,
        value: dimension ? value : null,
        first: from,
        last: to,
        target,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: liveKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (target !== undefined && orderly && (!dimension || value)) save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={words.say('ui.goal.metric')}>
        {(id) => (
          <select id={id} value={metric} onChange={(event) => { setMetric(event.target.value); setDimension(''); }}>
            {sorted.map((known) => (
              <option key={known.id} value={known.id}>
                {known.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.say('ui.goal.part')}>
        {(id) => (
          <select id={id} value={dimension} onChange={(event) => { setDimension(event.target.value); setValue(''); }}>
            <option value="">{words.say('ui.goal.whole')}</option>
            {(definition.data?.slices ?? []).map((known) => (
              <option key={known} value={known}>
                {names.dimension(words, known)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {dimension && (
        <Field label={names.dimension(words, dimension)} wrong={tried && !value ? words.say('ui.goal.choose') : undefined}>
          {(id) => (
            <select id={id} value={value} onChange={(event) => setValue(event.target.value)}>
              <option value="">–</option>
              {(values.data ?? []).map((known) => known !== null && (
                <option key={known} value={known}>
                  {known}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={words.say('ui.goal.first')}>
        {(id) => <input id={id} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
      </Field>
      <Field label={words.say('ui.goal.last')} wrong={tried && !orderly ? words.say('ui.goal.days_in_order') : undefined}>
        {(id) => <input id={id} type="date" value={to} aria-invalid={tried && !orderly} onChange={(event) => setTo(event.target.value)} />}
      </Field>
      <Field
        label={words.say('ui.goal.number')}
        help={typedAs}
        wrong={tried && target === undefined ? words.say('ui.goal.not_a_number') : undefined}
      >
        {(id) => (
          <input id={id} value={text} inputMode="decimal" aria-invalid={tried && target === undefined} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" isDisabled={save.isPending}>
          {words.say('ui.goal.save')}
        </Button>
        <span role="status">{save.isSuccess && words.say('ui.goal.saved')}</span>
      </div>
      {save.error && <Problem error={save.error} />}
    </form>
  );
}

interface FieldProps {
  label: string;
  help?: string | undefined;
  wrong?: string | undefined;
  children: (id: string) => ReactNode;
}

/** Label above, help or mistake below. */
export function Field({ label, help, wrong, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {(wrong ?? help) && <small data-wrong={wrong ? true : undefined}>{wrong ?? help}</small>}
    </div>
  );
}
