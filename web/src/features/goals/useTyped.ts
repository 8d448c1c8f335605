import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from '../../api/queries.ts';
import type { Unit } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { fromTyped, isMoney, ofMajor } from '../../words/units.ts';

export interface Typed {
  /** What the API takes; none when the text is no number. */
  value: string | undefined;
  /** How the text was understood; while it is empty, in which unit it is typed. */
  help: string;
}

/** Reads typed texts of a unit and says how they were understood. */
export function useTyped(unit: Unit): (text: string) => Typed {
  const { words, figures } = useLanguage();
  const workspace = useQuery(workspaceQuery);
  const currency = workspace.data?.currency ?? '';
  const typedAs = isMoney(unit) ? currency : (words.maybe(`ui.typed_as.${unit}`) ?? '');
  return (text) => {
    const value = fromTyped(text, unit, words.tag);
    if (value === undefined || !workspace.data) return { value, help: typedAs };
    return { value, help: words.say('ui.goal.read_as', { value: figures.exact(ofMajor(value, unit, currency), unit) }) };
  };
}
