import type { MetricAnswer } from '../../api/types.ts';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { elapsedDays } from '../../state/periods.ts';
import { bucketName } from './bucketLabel.ts';
import styles from './ReadOut.module.css';

/** Legend and read-out in one place: the names of the lines, and their values at the point one reads. */
export function ReadOut({ answer, index }: { answer: MetricAnswer; index: number | null }) {
  const language = useLanguage();
  const { format, figures } = language;
  const { period, comparison } = answer.frame;
  const now = index === null ? undefined : answer.series[index];
  const before = index === null ? undefined : answer.comparison_series[index];
  const nowName = now ? bucketName(now.period, answer, language) : format.range(...elapsedDays(period));
  const beforeName = before ? bucketName(before.period, answer, language) : comparison && format.range(...elapsedDays(comparison));
  return (
    <dl className={styles.readout}>
      <div>
        <dt className={styles.now}>
          <Iso>{nowName}</Iso>
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
    </dl>
  );
}
