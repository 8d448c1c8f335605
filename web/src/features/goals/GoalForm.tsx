import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { change } from '../../api/client.ts';
import { definitionQuery, dimensionValuesQuery, liveKey } from '../../api/queries.ts';
import type { GoalSummary, MetricSummary } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, useMistakes } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './goals.module.css';
import { useTyped } from './useTyped.ts';

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
  const { form, tried, showMistakes } = useMistakes();
  const unit = sorted.find(({ id }) => id === metric)?.unit ?? 'count';
  const typed = useTyped(unit)(text);
  const definition = useQuery(definitionQuery(metric));
  const values = useQuery({ ...dimensionValuesQuery(dimension, ''), enabled: dimension !== '' });
  const missing = (day: string) => (day === '' ? words.say('ui.goal.day_missing') : undefined);
  const mistakes = {
    part: dimension && !value ? words.say('ui.goal.choose') : undefined,
    first: missing(from),
    last: missing(to) ?? (from > to ? words.say('ui.period.wrong_order') : undefined),
    number: typed.value === undefined ? words.say('ui.goal.not_a_number') : undefined,
  };
  const save = useMutation({
    mutationFn: () =>
      change<GoalSummary>('PUT', 'goals', {}, {
        metric,
        dimension: dimension || null,
        value: dimension ? value : null,
        first: from,
        last: to,
        target: typed.value,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: liveKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.values(mistakes).every((mistake) => mistake === undefined)) save.mutate();
    else showMistakes();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <Field label={words.say('ui.goal.metric')}>
        {(control) => (
          <select {...control} value={metric} onChange={(event) => { setMetric(event.target.value); setDimension(''); }}>
            {sorted.map((known) => (
              <option key={known.id} value={known.id}>
                {known.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.say('ui.goal.part')}>
        {(control) => (
          <select {...control} value={dimension} onChange={(event) => { setDimension(event.target.value); setValue(''); }}>
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
        <Field label={names.dimension(words, dimension)} mistake={tried ? mistakes.part : undefined}>
          {(control) => (
            <select {...control} value={value} onChange={(event) => setValue(event.target.value)}>
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
      <Field label={words.say('ui.goal.first')} mistake={tried ? mistakes.first : undefined}>
        {(control) => <input {...control} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
      </Field>
      <Field label={words.say('ui.goal.last')} mistake={tried ? mistakes.last : undefined}>
        {(control) => <input {...control} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
      </Field>
      <Field label={words.say('ui.goal.number')} help={typed.help} mistake={tried ? mistakes.number : undefined}>
        {(control) => <input {...control} value={text} inputMode="decimal" onChange={(event) => setText(event.target.value)} />}
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
