import type { MetricAnswer } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import { elapsedDays } from '../../state/periods.ts';
import { bucketName } from './bucketLabel.ts';
import { sameTime, type Former } from '../own/former.ts';
import styles from './ReadOut.module.css';

interface Props {
  answer: MetricAnswer;
  former: Former | undefined;
  index: number | null;
}

/** Legend and read-out in one place: the names of the lines, and their values at the point one reads. */
export function ReadOut({ answer, former, index }: Props) {
  const language = useLanguage();
  const { words, format, figures } = language;
  const { period, comparison } = answer.frame;
  const now = index === null ? undefined : answer.series[index];
  const before = index === null ? undefined : answer.comparison_series[index];
  const then = former && now && sameTime(former.answer, now);
  const nowName = now ? bucketName(now.period, answer, language) : format.range(...elapsedDays(period));
  const beforeName = before ? bucketName(before.period, answer, language) : comparison && format.range(...elapsedDays(comparison));
  return (
    <dl className={styles.readout}>
      <div>
        <dt className={styles.now}>
          <Iso>{nowName}</Iso>
          {now?.period.partial && <span className={table.muted}>{words.say('ui.period.unfinished')}</span>}
        </dt>
        <dd>
          <Iso>{now && figures.exact(now.figure.value, answer.unit)}</Iso>
        </dd>
      </div>
      {beforeName && (
        <div>
          <dt className={styles.before}>
            <Iso>{beforeName}</Iso>
          </dt>
          <dd>
            <Iso>{before && figures.exact(before.figure.value, answer.unit)}</Iso>
          </dd>
        </div>
      )}
      {former && (
        <div>
          <dt className={styles.former}>
            <Iso>{former.name}</Iso>
          </dt>
          <dd>
            <Iso>{then && figures.exact(then.value, former.answer.unit)}</Iso>
          </dd>
        </div>
      )}
    </dl>
  );
}
