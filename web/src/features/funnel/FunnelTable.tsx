import { Link } from '@tanstack/react-router';
import type { Figure, FunnelAnswer } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { stepName } from './steps.ts';

/** The numbers of the bars, with their intervals on hover. */
export function FunnelTable({ answer }: { answer: FunnelAnswer }) {
  const { words, format } = useLanguage();
  const { address } = useAddress();
  const labels = {
    step: words.say('ui.funnel.step'),
    reached: words.say('ui.funnel.reached'),
    before: words.say('ui.funnel.of_before'),
    all: words.say('ui.funnel.of_all'),
    median: words.say('ui.funnel.median'),
  };
  return (
    <div className={table.region} tabIndex={0} role="region" aria-label={names.metric(words, answer.metric)}>
      <table className={`${table.table} ${table.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{labels.step}</th>
            {[labels.reached, labels.before, labels.all, labels.median].map((label) => (
              <th key={label} scope="col" className={table.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.steps.map((step) => (
            <tr key={step.step}>
              <td>
                <Link {...paths.behind(answer.metric, { ...address, step: step.step })} title={words.say('ui.tile.customers')}>
                  {stepName(words, step.step)}
                </Link>
              </td>
              <td className={table.number} data-label={labels.reached}>
                <Iso>{format.number(step.reached)}</Iso>
              </td>
              <Cell figure={step.step_rate} unit="share" label={labels.before} />
              <Cell figure={step.overall_rate} unit="share" label={labels.all} />
              <Cell figure={step.median_time} unit="duration" label={labels.median} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A dash at the first step, which has none before it. */
function Cell({ figure, unit, label }: { figure: Figure | null | undefined; unit: 'share' | 'duration'; label: string }) {
  const { figures, words } = useLanguage();
  if (!figure) return <td className={table.number} data-label={label}>–</td>;
  const { value } = figure;
  const title = value.state === 'null' ? words.say(`ui.reason.${value.reason}`) : figures.interval(figure, unit);
  return (
    <td className={table.number} data-label={label} title={title}>
      <Iso>{figures.short(value, unit)}</Iso>
    </td>
  );
}
