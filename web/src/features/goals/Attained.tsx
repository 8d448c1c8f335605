import type { Goal, Unit } from '../../api/types.ts';
import { plain } from '../../words/figures.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** " (75 %)"; where less is good there is no such share: " (3 under the goal)". */
export function Attained({ goal, unit, currency }: { goal: Goal; unit: Unit; currency: string }) {
  const { words, format, figures } = useLanguage();
  if (goal.attainment != null) {
    return <> ({format.share(goal.attainment, 0)})</>;
  }
  const [actual, target] = [plain(goal.actual.value), plain(goal.target)];
  if (goal.margin == null || actual === null || target === null) {
    return null;
  }
  const by = figures.distance(goal.margin, unit, currency);
  return <> ({words.say(actual > target ? 'ui.goal.by_over' : 'ui.goal.by_under', { by })})</>;
}
