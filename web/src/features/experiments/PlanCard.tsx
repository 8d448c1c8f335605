import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery } from '../../api/queries.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';
import { PlainField } from './PlainField.tsx';

const PERCENT = 100;

/** How many are needed before one looks. */
export function PlanCard() {
  const { words, format } = useLanguage();
  const [base, setBase] = useState('');
  const [effect, setEffect] = useState('');
  const [n, setN] = useState('');
  const ready = base !== '' && effect !== '';
  const { data, error } = useQuery({ ...planQuery({ base, effect, n: n || undefined }), enabled: ready });
  return (
    <Card title={words.say('ui.experiments.plan')}>
      <div className={styles.form}>
        <div className={styles.group}>
          <PlainField label={words.say('ui.experiments.base')} value={base} onChange={setBase} scale={PERCENT} />
          <PlainField label={words.say('ui.experiments.effect')} value={effect} onChange={setEffect} scale={PERCENT} />
          <PlainField label={words.say('ui.experiments.at_hand')} value={n} onChange={setN} />
        </div>
        {ready && error && <Problem error={error} />}
        <div role="status">
          {ready && data?.per_group != null && (
            <p className={styles.verdict}>
              {words.say('ui.experiments.needed', {
                n: format.number(data.per_group, 0),
                total: format.number(data.total ?? 0, 0),
              })}
            </p>
          )}
          {ready && data?.power != null && <p>{words.say('ui.experiments.power', { power: format.share(data.power, 0) })}</p>}
        </div>
        <p className={styles.note}>{words.say('ui.experiments.plan_note')}</p>
      </div>
    </Card>
  );
}
