import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { marksQuery } from '../../api/queries.ts';
import type { Mark, MetricAnswer } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { valueOf } from '../../words/units.ts';
import styles from './marks.module.css';
import { MarksForm } from './MarksForm.tsx';

/** Benchmarks and thresholds beside the figure, each with the length of time it speaks of and its conversion. */
export function MarksCard({ answer }: { answer: MetricAnswer }) {
  const { words, format } = useLanguage();
  const [editing, setEditing] = useState(false);
  const marks = useQuery(marksQuery(answer.metric));
  const within = marks.data?.stagnation_within;
  return (
    <Card
      title={words.say('ui.marks.title')}
      actions={
        <Button kind="quiet" aria-expanded={editing} onPress={() => setEditing(!editing)}>
          {words.say('ui.marks.edit')}
        </Button>
      }
    >
      {answer.marks.length === 0 && within == null && <p className={styles.none}>{words.say('ui.marks.none')}</p>}
      <ul className={styles.list}>
        {answer.marks.map((mark) => (
          <li key={`${mark.kind}${mark.position}`}>
            <OneMark mark={mark} answer={answer} />
          </li>
        ))}
        {within != null && (
          <li className={answer.stagnating ? styles.bad : styles.none}>
            {words.say(answer.stagnating ? 'ui.marks.stagnating' : 'ui.marks.stagnation', { within: format.share(Number(within), 1) })}
          </li>
        )}
      </ul>
      {editing && marks.data && (
        <MarksForm
          key={JSON.stringify(marks.data)}
          metric={answer.metric}
          unit={answer.unit}
          marks={marks.data}
          close={() => setEditing(false)}
        />
      )}
    </Card>
  );
}

function OneMark({ mark, answer }: { mark: Mark; answer: MetricAnswer }) {
  const { words, format, figures } = useLanguage();
  const { unit, frame } = answer;
  const write = (number: number) => figures.exact(valueOf(number, unit, frame.currency), unit);
  const given = words.say(`ui.marks.per_${mark.per}`, { value: write(mark.given) });
  const title = mark.kind === 'benchmark' ? words.say('ui.marks.benchmark_of', { source: mark.source ?? '' }) : words.say(`ui.marks.bad_${mark.bad}`);
  return (
    <>
      <p>
        <span className={styles.title}>{title}</span> {given}
        {mark.crossed === true && <strong className={styles.bad}> {words.say('ui.marks.crossed')}</strong>}
        {mark.crossed === false && <span className={styles.good}> {words.say('ui.marks.kept')}</span>}
      </p>
      {mark.conversion !== 'same' && (
        <p className={styles.conversion}>
          {words.say(`ui.marks.conversion_${mark.conversion}`, {
            given: write(mark.given),
            value: write(mark.value),
            times: format.number(mark.times, 4),
          })}
        </p>
      )}
    </>
  );
}
