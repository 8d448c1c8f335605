import type { MetricAnswer, SliceRow } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { judgementLabel } from '../figure/judgementWords.ts';
import styles from './Leaderboard.module.css';

/** The change of one part: its size in colour or grey, and where there is none to name, in a word why. */
export function SliceDelta({ row, answer }: { row: SliceRow; answer: MetricAnswer }) {
  const { words, figures } = useLanguage();
  const change = row.change;
  if (!change) return null;
  const { judgement } = change;
  const clear = judgement === 'better' || judgement === 'worse' || judgement === 'neutral';
  const label = judgementLabel(words, row.figure, change);
  const by = figures.delta(change, answer.unit, answer.frame.currency);
  if (clear || judgement === 'not_tested') {
    return (
      <span className={`${styles.delta} ${clear ? styles[judgement] : ''}`} title={label}>
        {by && <Iso>{by}</Iso>} <span className={by ? 'visually-hidden' : undefined}>{label}</span>
      </span>
    );
  }
  return (
    <span className={styles.delta} title={label}>
      <span aria-hidden="true">{words.say(`ui.slice.change.${judgement}`)}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
