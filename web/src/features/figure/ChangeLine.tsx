import type { Change, Figure, Frame, Unit } from '../../api/types.ts';
import { elapsedDays } from '../../state/periods.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './ChangeLine.module.css';
import { judgementLabel } from './judgementWords.ts';

interface Props {
  figure: Figure;
  change: Change | null;
  unit: Unit;
  frame: Frame;
  /** The day from which there will be something, for what is not observed yet. */
  knownFrom?: string | null | undefined;
}

/**
 * Arrow for the direction, colour and word for good or bad, then what it is compared with. Empty without comparison.
 * What was not tested has no colour: it moved, and that is all that is known.
 */
export function ChangeLine({ figure, change, unit, frame, knownFrom }: Props) {
  const { words, format, figures } = useLanguage();
  const reason = figures.reason(figure.value);
  const notYet = reason && knownFrom ? words.say('ui.figure.known_from', { reason, day: format.date(knownFrom) }) : reason;
  if (reason) return <p className={styles.line}>{frame.period.elapsed_days === 0 ? words.say('ui.period.not_begun') : notYet}</p>;
  if (!change || !frame.comparison) return <p className={styles.line}>{'\u00a0'}</p>;
  const before = words.say('ui.change.before', { value: figures.short(change.figure.value, unit) });
  const against = words.say('ui.change.against', {
    now: format.range(...elapsedDays(frame.period)),
    before: format.range(...elapsedDays(frame.comparison)),
  });
  const certainty = change.interval
    ? words.say('ui.change.interval', {
        low: figures.difference(change.interval[0], unit, frame.currency),
        high: figures.difference(change.interval[1], unit, frame.currency),
      })
    : words.say('ui.change.no_interval');
  if (change.judgement === 'too_few' || change.judgement === 'new' || change.judgement === 'unknown') {
    return (
      <p className={styles.line} title={against}>
        {judgementLabel(words, figure, change)}
      </p>
    );
  }
  const by = figures.delta(change, unit, frame.currency);
  const rose = (change.absolute ?? 0) > 0;
  const unclear = change.judgement === 'no_clear_change';
  const color = change.judgement === 'not_tested' ? styles['neutral'] : styles[change.judgement];
  return (
    <p className={styles.line} title={`${against} · ${certainty}`}>
      <span className={unclear ? undefined : color}>
        {unclear ? (
          words.say('ui.judgement.no_clear_change')
        ) : (
          <>
            <span aria-hidden="true" className={styles.arrow}>
              {rose ? '▲' : '▼'}
            </span>{' '}
            <Iso>{by}</Iso> {change.judgement !== 'neutral' && words.say(`ui.judgement.${change.judgement}`)}
          </>
        )}
      </span>{' '}
      <Iso className={styles.before}>{before}</Iso>
    </p>
  );
}
