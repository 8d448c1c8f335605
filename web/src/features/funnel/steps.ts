import type { Figure, FunnelStep } from '../../api/types.ts';
import type { Words } from '../../words/words.ts';

/** Steps that the catalogue names have words; stages are named by those who use them. */
export function stepName(words: Words, step: string): string {
  return words.maybe(`ui.funnel.steps.${step}`) ?? step;
}

export function numberOf(figure: Figure | null | undefined): number | undefined {
  return figure?.value.state === 'number' ? figure.value.number : undefined;
}

/** The step to which the smallest share went on, when there is a choice and enough of them to say so. */
export function fewestAt(steps: readonly FunnelStep[]): number | undefined {
  const rates = steps
    .map((step, index) => ({ index, rate: numberOf(step.step_rate), sure: step.step_rate?.low_n === false }))
    .filter((entry): entry is { index: number; rate: number; sure: true } => entry.rate !== undefined && entry.sure);
  const [lowest, next] = rates.toSorted((a, b) => a.rate - b.rate);
  return lowest && next && lowest.rate < next.rate ? lowest.index : undefined;
}
