import { useState } from 'react';
import type { PeriodAnswer } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Flyout } from '../../ui/Flyout.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CustomPeriod.module.css';

interface Props {
  period: PeriodAnswer;
  onChoose: (period: string) => void;
}

/** First and last day by hand. */
export function CustomPeriod({ period, onChoose }: Props) {
  const { words } = useLanguage();
  const label = words.say('ui.period.custom');
  return (
    <Flyout label={label} trigger={<IconButton icon="chevron" label={label} />}>
      {(close) => (
        <Fields
          key={`${period.start}${period.end}`}
          period={period}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Flyout>
  );
}

function Fields({ period, onChoose }: Props) {
  const { words } = useLanguage();
  const [first, setFirst] = useState(period.start);
  const [last, setLast] = useState(period.end);
  const fits = first !== '' && last !== '' && first <= last;
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onChoose(`${first}..${last}`);
      }}
    >
      <label>
        {words.say('ui.period.first_day')}
        <input type="date" value={first} onChange={(event) => setFirst(event.target.value)} />
      </label>
      <label>
        {words.say('ui.period.last_day')}
        <input type="date" value={last} onChange={(event) => setLast(event.target.value)} aria-invalid={!fits} />
      </label>
      {!fits && <p className={styles.error}>{words.say('ui.period.wrong_order')}</p>}
      <Button type="submit" kind="primary" isDisabled={!fits}>
        {words.say('ui.action.apply')}
      </Button>
    </form>
  );
}
