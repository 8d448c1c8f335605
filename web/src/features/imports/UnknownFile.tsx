import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { MappingCard } from './MappingCard.tsx';

/** Something to begin with, in the form that docs/recipes/map-a-file.md explains. */
const EXAMPLE = `mapping: 1
source: shop
object: order
entities:
  - entity: sales_document
    id: Order No
    fields:
      kind: { constant: order }
      issued_at: Date
      net: Amount
      currency: { constant: EUR }
      person_id: Customer
`;

/** A file nobody recognised, or whose mapping holds a mistake: here one says what its columns are. */
export function UnknownFile({ tried, check }: { tried: string | undefined; check: (mapping: string) => void }) {
  const { words } = useLanguage();
  const [mapping, setMapping] = useState(tried ?? EXAMPLE);
  return (
    <MappingCard help={words.say('ui.imports.mapping_unknown')} mapping={mapping} onChange={setMapping}>
      <Button kind="primary" onPress={() => check(mapping)}>
        {words.say('ui.imports.check')}
      </Button>
    </MappingCard>
  );
}
