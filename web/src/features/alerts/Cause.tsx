import type { Alert, Change, Mark } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { valueOf } from '../../words/units.ts';
import { Verdict } from '../goals/GoalLine.tsx';

interface Props {
  alert: Alert;
  currency: string;
}

/** What the figure is held against, in words. */
export function Cause({ alert, currency }: Props) {
  const { words, format, figures } = useLanguage();
  const { unit, threshold, goal, change, kind } = alert;
  if (threshold) return <Crossed mark={threshold} alert={alert} currency={currency} />;
  if (goal) {
    const target = figures.short(goal.target, unit);
    return (
      <span>
        {words.say('ui.goal.target_of', { target, period: format.range(goal.period.start, goal.period.end) })}{' '}
        <Verdict goal={goal} unit={unit} currency={currency} />
      </span>
    );
  }
  return change ? <Moved change={change} alert={alert} currency={currency} /> : words.say(`ui.alerts.kind.${kind}`);
}

function Crossed({ mark, alert: { unit }, currency }: Props & { mark: Mark }) {
  const { words, figures } = useLanguage();
  const write = (number: number) => figures.exact(valueOf(number, unit, currency), unit);
  const side = mark.bad === 'below' ? 'below' : 'above';
  const given = words.say(`ui.marks.per_${mark.per}`, { value: write(mark.given) });
  const key = mark.conversion === 'same' || mark.conversion === 'level' ? side : `${side}_converted`;
  return words.say(`ui.alerts.${key}`, { given, limit: write(mark.value) });
}

function Moved({ change, alert: { unit, kind }, currency }: Props & { change: Change }) {
  const { words, figures } = useLanguage();
  const by = figures.delta(change, unit, currency) ?? '';
  return words.say(`ui.alerts.${kind}`, { change: by, before: figures.short(change.figure.value, unit) });
}
