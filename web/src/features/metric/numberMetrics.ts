import type { MetricSummary, Unit } from '../../api/types.ts';
import type { PickerOption } from '../../ui/Picker.tsx';
import { names } from '../../words/names.ts';
import type { Words } from '../../words/words.ts';

/**
 * Metrics that can be chosen where a number is wanted: a table has none, and what is not computed would never get
 * one. By name, or as they come when a search has put the best first.
 */
export function numberMetrics(metrics: readonly MetricSummary[], words: Words, isSearch: boolean): (PickerOption & { unit: Unit })[] {
  const numbers = metrics.filter(({ computed, form }) => computed && form === 'number');
  const named = numbers.map(({ id, unit }) => ({ id, unit, label: names.metric(words, id) }));
  return isSearch ? named : named.sort((a, b) => a.label.localeCompare(b.label, words.tag));
}
