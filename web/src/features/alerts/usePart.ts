import { paths, type PageLink } from '../../paths.ts';
import { writeFilters } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** The page of a metric under exactly the part that is spoken of, or of the whole. */
export function usePart(metric: string, part: readonly unknown[] | null): { link: PageLink; name: string } {
  const { words } = useLanguage();
  const { address } = useAddress();
  const { f: _filters, ...rest } = address;
  const name = names.metric(words, metric);
  if (!part) return { link: paths.metric(metric, rest), name };
  const [dimension, value] = part.map(String) as [string, string];
  const f = writeFilters([{ dimension, values: [value], exclude: false }]);
  const link = paths.metric(metric, { ...rest, ...(f && { f }) });
  return { link, name: `${name} – ${names.dimension(words, dimension)}: ${names.value(words, value, dimension)}` };
}
