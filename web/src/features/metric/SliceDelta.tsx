import type { MetricAnswer, SliceRow } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Leaderboard.module.css';

/** The change of one part; grey where it says nothing. */
export function SliceDelta({ row, answer }: { row: SliceRow; answer: MetricAnswer }) {
  const { words, figures } = useLanguage();
  const change = row.change;
  if (!change) return null;
  const clear = change.judgement === 'better' || change.judgement === 'worse' || change.judgement === 'neutral';
  const by = clear || change.judgement === 'not_tested' ? figures.delta(change, answer.unit, answer.frame.currency) : undefined;
  const label = words.say(`ui.judgement.${change.judgement}`, { n: row.figure.n });
  return (
    <span className={`${styles.delta} ${clear ? styles[change.judgement] : ''}`} title={label}>
      <Iso>{by ?? '·'}</Iso>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
