import { useQuery } from '@tanstack/react-query';
import { dimensionValuesQuery } from '../../api/queries.ts';
import { fold } from '../../words/fold.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** The values of a dimension that fit a text: the server knows the codes, people search by the names they read. */
export function useFoundValues(dimension: string, text: string): (string | null)[] {
  const { words } = useLanguage();
  const enabled = dimension !== '';
  const found = useQuery({ ...dimensionValuesQuery(dimension, text), enabled }).data ?? [];
  const all = useQuery({ ...dimensionValuesQuery(dimension, ''), enabled }).data ?? [];
  const named = all.filter((value) => !found.includes(value) && fold(names.value(words, value, dimension)).includes(fold(text)));
  return [...found, ...named];
}
