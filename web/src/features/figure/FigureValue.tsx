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

/** The number; before it a clock while the period is not over. Exact value and interval show on hover. */
export function FigureValue({ figure, unit, period, className }: Props) {
  const { words, figures } = useLanguage();
  const exact = figures.reason(figure.value) ?? figures.exact(figure.value, unit);
  const interval = figures.interval(figure, unit);
  const unfinished = period.partial && period.elapsed_days < period.total_days;
  const elapsed = words.say('ui.period.elapsed', { elapsed: period.elapsed_days, total: period.total_days });
  return (
    <div className={`${styles.value} ${className ?? ''}`}>
      {unfinished && (
        <span className={styles.clock} role="img" aria-label={elapsed} title={elapsed}>
          <Icon name="clock" size={14} />
        </span>
      )}
      <span title={[exact, interval].filter(Boolean).join(' ')}>
        <Iso>{figures.short(figure.value, unit)}</Iso>
        {unit === 'money_per_day' && <small className={styles.unit}> {words.say('ui.unit.per_day')}</small>}
      </span>
    </div>
  );
}
