import { max } from 'd3-array';
import type { MouseEvent } from 'react';
import type { MetricAnswer, SliceAnswer } from '../../api/types.ts';
import type { FilterMode } from '../../state/address.ts';
import { useFilters } from '../../state/useFilters.ts';
import { Iso } from '../../ui/Iso.tsx';
import { plain } from '../../words/figures.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { statedParameter } from './parameterWords.ts';
import styles from './Leaderboard.module.css';
import { SliceDelta } from './SliceDelta.tsx';

const modeOf = (event: MouseEvent): FilterMode => (event.altKey ? 'exclude' : event.shiftKey ? 'add' : 'replace');

interface Props {
  slices: SliceAnswer;
  answer: MetricAnswer;
  /** What to say where there are no parts. */
  empty: string;
}

/** Parts, largest first. A click keeps one, with Shift one more, with Alt all but it. */
export function Leaderboard({ slices, answer, empty }: Props) {
  const { words, figures } = useLanguage();
  const { filters, choose } = useFilters();
  // What is counted in another way, such as on another scale, is no longer or shorter than the rest.
  const alike = slices.rows.filter(({ own }) => !own?.length);
  const longest = max(alike, ({ figure }) => Math.abs(plain(figure.value) ?? 0)) ?? 0;
  const chosen = new Set(
    filters.filter(({ dimension, exclude }) => dimension === slices.dimension && !exclude).flatMap(({ values }) => values),
  );
  if (slices.rows.length === 0) return <p className={styles.note}>{empty}</p>;
  return (
    <>
      <ol className={styles.rows}>
        {slices.rows.map((row) => {
          const own = row.own ?? [];
          const size = longest === 0 || own.length > 0 ? 0 : Math.abs(plain(row.figure.value) ?? 0) / longest;
          const name = names.value(words, row.value, slices.dimension);
          return (
            <li key={row.value ?? ''}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={chosen.has(row.value ?? '')}
                title={words.say('ui.slice.click_hint')}
                onClick={(event) => choose(slices.dimension, row.value ?? '', modeOf(event))}
              >
                <span className={styles.bar} style={{ inlineSize: `${size * 100}%` }} aria-hidden="true" />
                <span className={row.value ? styles.name : `${styles.name} ${styles.unset}`}>
                  <Iso>{name}</Iso>
                  {own.map(({ parameter, value }) => (
                    <small key={parameter} className={styles.own}>
                      {' '}
                      <Iso>{statedParameter(words, answer.metric, { name: parameter, value })}</Iso>
                    </small>
                  ))}
                </span>
                <span className={styles.value} title={figures.exact(row.figure.value, answer.unit)}>
                  <Iso>{figures.short(row.figure.value, answer.unit)}</Iso>
                </span>
                <SliceDelta row={row} answer={answer} />
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.note}>
        <Iso>{words.say('ui.slice.total', { value: figures.short(slices.total.value, answer.unit) })}</Iso>
        {slices.more > 0 && <Iso> {words.say('ui.slice.more', { count: slices.more })}</Iso>}
        {slices.overlap && <> {words.say('ui.slice.overlap')}</>}
      </p>
      {alike.length < slices.rows.length && <p className={styles.note}>{words.say('ui.slice.beside')}</p>}
    </>
  );
}
