import { useCallback } from 'react';
import type { MetricAnswer } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** Ticks are compact; the currency stands in the title, not on each tick. */
export function useAxisLabel({ unit }: MetricAnswer): (value: number) => string {
  const { format, figures } = useLanguage();
  return useCallback(
    (value: number) =>
      unit === 'money' || unit === 'money_per_day'
        ? format.compact(value)
        : figures.short({ state: 'number', number: value }, unit),
    [format, figures, unit],
  );
}
