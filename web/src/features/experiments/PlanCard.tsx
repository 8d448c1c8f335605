import { useQuery } from '@tanstack/react-query';
import { planQuery } from '../../api/queries.ts';
import type { Address } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ExperimentsPage.module.css';
import { PlainField } from './PlainField.tsx';

const PERCENT = 100;

/** How many are needed before one looks. */
export function PlanCard() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const means = address['param.kind'] === 'means';
  const spread = means ? 'deviation' : 'base';
  const [first, effect, n] = [address[`param.${spread}`] ?? '', address['param.effect'] ?? '', address['param.at_hand'] ?? ''];
  const set = (name: 'base' | 'deviation' | 'effect' | 'at_hand') => (value: string) =>
    change({ [`param.${name}`]: value || undefined } as Partial<Address>, { replace: true });
  const ready = first !== '' && (effect !== '' || n !== '');
  const { data, error } = useQuery({ ...planQuery({ [spread]: first, effect: effect || undefined, n: n || undefined }), enabled: ready });
  return (
    <Card title={words.say('ui.experiments.plan')}>
      <div className={styles.form}>
        <div className={styles.group}>
          {means ? (
            <>
              <PlainField key="deviation" label={words.say('ui.experiments.deviation')} value={first} onChange={set('deviation')} />
              <PlainField key="effect_mean" label={words.say('ui.experiments.effect_mean')} value={effect} onChange={set('effect')} />
            </>
          ) : (
            <>
              <PlainField key="base" label={words.say('ui.experiments.base')} value={first} onChange={set('base')} scale={PERCENT} />
              <PlainField key="effect" label={words.say('ui.experiments.effect')} value={effect} onChange={set('effect')} scale={PERCENT} />
            </>
          )}
          <PlainField label={words.say('ui.experiments.at_hand')} value={n} onChange={set('at_hand')} />
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
          {ready && data?.detectable != null && (
            <p>
              {words.say('ui.experiments.detectable', {
                effect: means
                  ? format.number(data.detectable, 2)
                  : words.say('ui.unit.points', { value: format.number(data.detectable * PERCENT, 2) }),
              })}
            </p>
          )}
        </div>
        <p className={styles.note}>{words.say('ui.experiments.plan_note')}</p>
      </div>
    </Card>
  );
}
