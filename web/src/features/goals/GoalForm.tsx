import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { change } from '../../api/client.ts';
import { definitionQuery, liveKey, metricsQuery } from '../../api/queries.ts';
import type { GoalSummary, MetricSummary } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, useMistakes } from '../../ui/Field.tsx';
import { Picker } from '../../ui/Picker.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { fold } from '../../words/fold.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { numberMetrics } from '../metric/numberMetrics.ts';
import { useFoundValues } from '../shell/useFoundValues.ts';
import styles from './goals.module.css';
import { useTyped } from './useTyped.ts';

/** The values as they came, and last the rows that have none: they can be a part too. */
function withUnset(values: readonly (string | null)[], wanted: boolean): string[] {
  const named = values.filter((value) => value !== null);
  return wanted ? [...named, ''] : named;
}

/** Metric, part, first and last day, number: that is a goal. */
export function GoalForm({ metrics, first }: { metrics: MetricSummary[]; first: string | undefined }) {
  const { words } = useLanguage();
  const client = useQueryClient();
  const known = numberMetrics(metrics, words, false);
  const [metric, setMetric] = useState(known.find(({ id }) => id === first)?.id ?? known[0]?.id ?? '');
  const [sought, setSought] = useState('');
  const fitting = useQuery(metricsQuery(sought));
  const [dimension, setDimension] = useState('');
  // An empty text is "not set".
  const [value, setValue] = useState<string | null>(null);
  const [part, setPart] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const { form, tried, showMistakes } = useMistakes();
  const chosen = known.find(({ id }) => id === metric);
  const unit = chosen?.unit ?? 'count';
  const typed = useTyped(unit)(text);
  const definition = useQuery(definitionQuery(metric));
  const values = useFoundValues(dimension, part);
  const valueOption = (id: string) => ({ id, label: names.value(words, id, dimension) });
  const missing = (day: string) => (day === '' ? words.say('ui.goal.day_missing') : undefined);
  const mistakes = {
    part: dimension && value === null ? words.say('ui.goal.choose') : undefined,
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
      <Picker
        label={words.say('ui.goal.metric')}
        options={numberMetrics(fitting.data ?? metrics, words, sought.trim() !== '')}
        chosen={chosen}
        onSearch={setSought}
        onChoose={(id) => {
          setMetric(id);
          setDimension('');
        }}
      />
      <Field label={words.say('ui.goal.part')}>
        {(control) => (
          <select {...control} value={dimension} onChange={(event) => { setDimension(event.target.value); setValue(null); setPart(''); }}>
            <option value="">{words.say('ui.goal.whole')}</option>
            {(definition.data?.slices ?? []).map((slice) => (
              <option key={slice} value={slice}>
                {names.dimension(words, slice)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {dimension && (
        <Picker
          key={dimension}
          label={names.dimension(words, dimension)}
          options={withUnset(values, fold(names.value(words, null)).includes(fold(part))).map(valueOption)}
          chosen={value === null ? undefined : valueOption(value)}
          onSearch={setPart}
          onChoose={setValue}
          mistake={tried ? mistakes.part : undefined}
        />
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
