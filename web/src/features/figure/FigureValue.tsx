import type { CSSProperties } from 'react';
import type { Figure, PeriodAnswer, Unit } from '../../api/types.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './FigureValue.module.css';

interface Props {
  figure: Figure;
  unit: Unit;
  period: PeriodAnswer;
  className?: string | undefined;
}

/** A number stays on one line with what it counts. */
const AFTER_DIGIT = /(?<=\p{Nd}) /gu;
const UNBROKEN = '\u00a0';
/** Chinese characters are as wide as two Latin letters. */
const WIDE = /\p{Script=Han}/gu;

/** Width of a small letter beside one of the number. */
const SMALL = 0.75;

/** The number; before it a clock while the period is not over. Exact value and interval show on hover. */
export function FigureValue({ figure, unit, period, className }: Props) {
  const { words, figures } = useLanguage();
  const exact = figures.reason(figure.value) ?? figures.exact(figure.value, unit);
  const interval = figures.interval(figure, unit);
  const short = figures.short(figure.value, unit).replace(AFTER_DIGIT, UNBROKEN);
  // What stands behind in small letters takes its room too.
  const per = unit === 'money_per_day' ? words.say('ui.unit.per_day') : '';
  const letters = short.replace(WIDE, '00').length + Math.ceil(per.length * SMALL);
  const unfinished = period.partial && period.elapsed_days < period.total_days;
  const elapsed = words.say('ui.period.elapsed', { elapsed: period.elapsed_days, total: period.total_days });
  return (
    <div className={`${styles.value} ${className ?? ''}`} style={{ '--letters': letters } as CSSProperties}>
      {unfinished && (
        <span className={styles.clock} role="img" aria-label={elapsed} title={elapsed}>
          <Icon name="clock" size={14} />
        </span>
      )}
      <span className={styles.number} title={[exact, interval].filter(Boolean).join(' ')}>
        <Iso>{short}</Iso>
        {per && <small className={styles.unit}> {per}</small>}
      </span>
    </div>
  );
}
