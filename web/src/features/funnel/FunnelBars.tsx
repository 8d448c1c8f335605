import { Link } from '@tanstack/react-router';
import type { FunnelAnswer, FunnelStep } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { fewestAt, numberOf, stepName } from './steps.ts';
import styles from './FunnelPage.module.css';

/** Bars from one edge; between two of them how many went on, and how long it took. */
export function FunnelBars({ answer }: { answer: FunnelAnswer }) {
  const fewest = fewestAt(answer.steps);
  return (
    <ol className={styles.steps}>
      {answer.steps.map((step, index) => {
        const before = answer.steps[index - 1];
        return (
          <li key={step.step}>
            {before && <Between step={step} before={before} fewest={index === fewest} />}
            <Bar step={step} answer={answer} />
          </li>
        );
      })}
    </ol>
  );
}

/** A click opens the customers of the step. */
function Bar({ step, answer }: { step: FunnelStep; answer: FunnelAnswer }) {
  const { words, figures, format } = useLanguage();
  const { address } = useAddress();
  const overall = step.overall_rate.value;
  const share = numberOf(step.overall_rate) ?? 0;
  return (
    <Link
      {...paths.behind(answer.metric, { ...address, step: step.step })}
      className={styles.step}
      title={words.say('ui.tile.customers')}
    >
      <span className={styles.name}>{stepName(words, step.step)}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles.count}>
        <Iso>{format.number(step.reached)}</Iso>
        {overall.state === 'number' && (
          <span className={styles.overall}>
            <Iso>{words.say('ui.funnel.overall_rate', { rate: figures.short(overall, 'share') })}</Iso>
          </span>
        )}
      </span>
    </Link>
  );
}

function Between({ step, before, fewest }: { step: FunnelStep; before: FunnelStep; fewest: boolean }) {
  const { words, figures } = useLanguage();
  const { step_rate: rate, median_time: time } = step;
  const stayed = before.reached - step.reached;
  const notes = [
    stayed > 0 && words.say('ui.funnel.stayed', { count: stayed }),
    time && time.value.state === 'number' && words.say('ui.funnel.time', { time: figures.short(time.value, 'duration') }),
    rate?.low_n && words.say('ui.funnel.few'),
  ].filter((note): note is string => typeof note === 'string');
  if (!rate || rate.value.state !== 'number') return null;
  return (
    <p className={styles.between}>
      <Icon name="chevron" size={16} />
      <strong>
        <Iso>{words.say('ui.funnel.went_on', { rate: figures.short(rate.value, 'share') })}</Iso>
      </strong>
      {notes.map((note) => (
        <Iso key={note}>{note}</Iso>
      ))}
      {fewest && <span className={styles.fewest}>{words.say('ui.funnel.fewest')}</span>}
    </p>
  );
}
