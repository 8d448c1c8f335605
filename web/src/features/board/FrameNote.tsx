import type { Frame } from '../../api/types.ts';
import { elapsedDays } from '../../state/periods.ts';
import { Iso } from '../../ui/Iso.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './FrameNote.module.css';

/** Period and comparison in words. */
export function FrameNote({ frame }: { frame: Frame }) {
  const { words, format } = useLanguage();
  const { period, comparison, unknown = [] } = frame;
  return (
    <p className={styles.note}>
      {period.partial && period.elapsed_days > 0 && period.elapsed_days < period.total_days && (
        <Iso>{words.say('ui.period.elapsed', { elapsed: period.elapsed_days, total: period.total_days })}</Iso>
      )}
      {comparison && period.elapsed_days > 0 && (
        <Iso>{words.say('ui.comparison.against', { period: format.range(...elapsedDays(comparison)) })}</Iso>
      )}
      {unknown.map(({ dimension, value, nearest }) => (
        <Iso key={`${dimension}:${value}`}>
          {words.say(nearest == null ? 'ui.filter.unknown' : 'ui.filter.unknown_near', {
            dimension: names.dimension(words, dimension),
            value: names.value(words, value, dimension),
            nearest: nearest ?? '',
          })}
        </Iso>
      ))}
    </p>
  );
}
