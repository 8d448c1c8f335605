import type { FunnelAnswer } from '../../api/types.ts';
import { readFilters, writeFilters } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Choice } from '../../ui/Choice.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

type Parts = NonNullable<FunnelAnswer['parts']>;

/** Values are told apart from "all" by what stands before them. */
const VALUE = 'value:';

/** Which pipeline: each has its own steps. All of them together only where the steps are the same. */
export function PartChoice({ parts, frame }: { parts: Parts; frame: FunnelAnswer['frame'] }) {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const { dimension, values, together } = parts;
  if (values.length < 2) return null;
  const shown = frame.filters.find((filter) => filter.dimension === dimension);
  const only = shown && !shown.exclude && shown.values.length === 1 ? shown.values[0] : undefined;
  const choose = (id: string) => {
    const others = readFilters(address.f).filter((filter) => filter.dimension !== dimension);
    const chosen = id.startsWith(VALUE) ? [{ dimension, values: [id.slice(VALUE.length)], exclude: false }] : [];
    change({ f: writeFilters([...others, ...chosen]) });
  };
  return (
    <Choice
      label={names.dimension(words, dimension)}
      options={[
        ...(together ? [{ id: 'all', label: words.say('ui.funnel.all_parts') }] : []),
        ...values.map(({ value }) => ({ id: `${VALUE}${value ?? ''}`, label: names.value(words, value, dimension) })),
      ]}
      chosen={only === undefined ? 'all' : `${VALUE}${only}`}
      onChoose={choose}
    />
  );
}
