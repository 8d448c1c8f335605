import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { funnelQuery } from '../../api/queries.ts';
import type { FunnelAnswer, FunnelStep } from '../../api/types.ts';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { FrameNote } from '../board/FrameNote.tsx';
import { DefinitionCard } from '../metric/DefinitionCard.tsx';
import { NeedsCard } from '../metric/NeedsCard.tsx';
import { ParametersCard } from '../metric/ParametersCard.tsx';
import head from '../metric/MetricHead.module.css';
import page from '../metric/MetricPage.module.css';
import { useTitle } from '../shell/useTitle.ts';
import styles from './FunnelPage.module.css';

const WEB = 'web_funnel';

/** The funnel of the site at its own address. */
export function WebFunnelPage() {
  return <FunnelPage metric={WEB} />;
}

/** Where do they drop: bars from one edge, with step rate, overall rate and the median time between. */
export function FunnelPage({ metric }: { metric: string }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery(funnelQuery(metric, questionOf(address)));
  const name = names.metric(words, metric);
  useTitle(name);
  useShownFrame(data?.frame);
  useKeys({ Escape: () => void navigate(paths.board(FIRST_BOARD, address)) });
  return (
    <div className={page.content}>
      <header className={head.head}>
        <Breadcrumb
          steps={[{ label: names.board(words, FIRST_BOARD), link: paths.board(FIRST_BOARD, address) }]}
          here={name}
        />
        <h1 className={head.name}>{name}</h1>
        <p className={head.meaning}>{words.maybe(`metrics.${metric}.meaning`)}</p>
        {data && <FrameNote frame={data.frame} />}
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && data.needs.length > 0 && <NeedsCard needs={data.needs} />}
      {data && data.blocked && data.needs.length === 0 && <p role="status">{words.say(`ui.reason.${data.blocked}`)}</p>}
      {data && !data.blocked && (
        <Card title={name} dimmed={isPlaceholderData}>
          <ol className={styles.steps}>
            {data.steps.map((step) => (
              <li key={step.position}>
                <Step step={step} answer={data} />
              </li>
            ))}
          </ol>
          <p className={styles.note}>{words.say('ui.funnel.note')}</p>
        </Card>
      )}
      <div className={page.halves}>
        <DefinitionCard metric={metric} />
        <ParametersCard metric={metric} inForce={data?.parameters ?? []} />
      </div>
    </div>
  );
}

/** A click opens the customers of the step. */
function Step({ step, answer }: { step: FunnelStep; answer: FunnelAnswer }) {
  const { words, figures, format } = useLanguage();
  const { address } = useAddress();
  const name = words.maybe(`ui.option.${step.step}`) ?? step.step;
  const overall = step.overall_rate.value;
  const share = overall.state === 'number' ? overall.number : 0;
  const { step_rate: rate, median_time: time } = step;
  const notes = [
    rate && rate.value.state === 'number' && words.say('ui.funnel.step_rate', { rate: figures.short(rate.value, 'share') }),
    rate && overall.state === 'number' && words.say('ui.funnel.overall_rate', { rate: figures.short(overall, 'share') }),
    time && time.value.state === 'number' && words.say('ui.funnel.time', { time: figures.short(time.value, 'duration') }),
  ].filter((note): note is string => typeof note === 'string');
  return (
    <Link {...paths.behind(answer.metric, { ...address, step: step.step })} className={styles.step} title={words.say('ui.tile.customers')}>
      <span className={styles.name}>{name}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles.count}>
        <Iso>{format.number(step.reached)}</Iso>
      </span>
      <span className={styles.notes}>{notes.join(' · ')}</span>
    </Link>
  );
}
