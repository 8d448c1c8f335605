import { useQuery } from '@tanstack/react-query';
import { definitionQuery, versionQuery, versionsQuery } from '../../api/queries.ts';
import type { Search } from '../../api/client.ts';
import type { Figure, MetricAnswer, Point, Version } from '../../api/types.ts';
import type { ChartPoint } from '../../charts/line/layout.ts';
import { plain } from '../../words/figures.ts';
import { useLanguage, type Language } from '../../words/useLanguage.ts';

/** What an earlier definition says to the same question. */
export interface Former {
  version: number;
  /** What it is called. */
  name: string;
  answer: MetricAnswer;
}

/** "Version 2", as its text says and receipts name it; with its day where another one says the same. */
export function versionName(of: Version, versions: readonly Version[], { words, format }: Pick<Language, 'words' | 'format'>): string {
  const version = of.stated ?? of.version;
  const isAlone = versions.every((other) => other.version === of.version || other.stated !== of.stated);
  return isAlone ? words.say('ui.own.version_short', { version }) : words.say('ui.own.version', { version, day: format.date(of.day) });
}

/** The days between two of which the definition changed. */
export const changeDays = (versions: readonly Version[]): string[] => [...new Set(versions.slice(1).map(({ day }) => day))];

/** The version that held until the newest change among the shown days; none when nothing changed then. */
export function formerVersion(versions: readonly Version[], first: string, last: string): number | undefined {
  const newest = changeDays(versions).findLast((day) => first <= day && day <= last);
  if (newest === undefined) return undefined;
  const present = versions.at(-1)?.text;
  const others = versions.filter(({ text }) => text !== null && text !== present);
  return (others.findLast(({ day }) => day < newest) ?? others[0])?.version;
}

/** The same stretch of time as the earlier definition counts it. */
export function sameTime(answer: MetricAnswer, { period }: Point): Figure | undefined {
  return answer.series.find((point) => point.period.start === period.start)?.figure;
}

/** The points of its line; none without one. */
export function formerPoints(former: Former | undefined, series: readonly Point[]): ChartPoint[] {
  if (!former) return [];
  return series.map((point) => {
    const figure = sameTime(former.answer, point);
    return { value: figure ? plain(figure.value) : null, unfinished: point.period.partial };
  });
}

/** What the period as a whole would be by the earlier definition. */
export function useFormerSentence(former: Former | undefined, { figure, unit }: MetricAnswer): string | undefined {
  const { words, figures } = useLanguage();
  return (
    former &&
    words.say('ui.own.would_say', {
      version: former.name,
      old: figures.exact(former.answer.figure.value, unit),
      now: figures.exact(figure.value, unit),
    })
  );
}

/** Texts an own definition has had; none of the program's metrics. */
export function useVersions(metric: string): Version[] | undefined {
  const own = useQuery(definitionQuery(metric)).data?.own_path;
  return useQuery({ ...versionsQuery(metric), enabled: own != null }).data;
}

/** The earlier definition to draw beside the present one: the one that was picked, else the one before the shown change. */
export function useFormer(answer: MetricAnswer, question: Search, picked: number | null): Former | undefined {
  const language = useLanguage();
  const versions = useVersions(answer.metric) ?? [];
  const [first, last] = [answer.series[0]?.period.start ?? '', answer.series.at(-1)?.period.end ?? ''];
  const version = picked ?? formerVersion(versions, first, last);
  const chosen = versions.find((known) => known.version === version);
  const old = useQuery({ ...versionQuery(answer.metric, version ?? 0, question), enabled: version !== undefined }).data;
  // Two units have no axis in common.
  return chosen && old?.unit === answer.unit ? { version: chosen.version, name: versionName(chosen, versions, language), answer: old } : undefined;
}
