import { useMemo } from 'react';
import type { MetricAnswer } from '../../api/types.ts';
import type { ChartBreak, ChartLevel } from '../../charts/line/LineChart.tsx';
import { plain } from '../../words/figures.ts';
import { isMoney, valueOf } from '../../words/units.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { isFor } from '../goals/shownGoal.ts';
import { changeDays, useVersions } from '../own/former.ts';

/** Goals and marks that hold for a bucket as they do for the period: those that do not add up over time. */
export function useLevels(answer: MetricAnswer): ChartLevel[] {
  const { words, figures } = useLanguage();
  return useMemo(() => {
    const { unit, frame } = answer;
    const goals = answer.goals.filter((goal) => isFor(goal, frame.period)).slice(0, 1).flatMap((goal) => {
      const value = goal.basis === 'level' ? plain(goal.target) : null;
      return value === null ? [] : [{ value, label: words.say('ui.goal.level', { target: figures.short(goal.target, unit) }) }];
    });
    const marks = answer.marks.flatMap((mark) => {
      const value = plain(valueOf(mark.value, unit, frame.currency));
      if (mark.conversion !== 'level' || value === null) return [];
      const label = mark.kind === 'benchmark' ? (mark.source ?? '') : words.say(`ui.marks.bad_${mark.bad}`);
      return [{ value, label: isMoney(unit) ? label : `${label} ${figures.short({ state: 'number', number: value }, unit)}` }];
    });
    return [...goals, ...marks];
  }, [answer, words, figures]);
}

/** The buckets in which an own definition changed, each once with all its days. */
export function useDefinitionBreaks(answer: MetricAnswer): ChartBreak[] {
  const { words, format } = useLanguage();
  const versions = useVersions(answer.metric);
  return useMemo(() => {
    const days = changeDays(versions ?? []);
    return answer.series.flatMap(({ period }, index) => {
      const within = days.filter((day) => period.start <= day && day <= period.end);
      if (within.length === 0) return [];
      return [{ index, label: words.say('ui.own.changed_on', { day: format.list(within.map(format.date)) }) }];
    });
  }, [versions, answer.series, words, format]);
}
