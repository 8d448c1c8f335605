import type { Frame } from '../../api/types.ts';
import { COMPARISONS, type Comparison } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { comparisonOf } from './useShellKeys.ts';

export function ComparisonMenu({ frame }: { frame: Frame }) {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const chosen = address.vs ?? comparisonOf(frame);
  return (
    <Menu
      label={words.say('ui.comparison.title')}
      entries={COMPARISONS.map((id) => ({ id, label: words.say(`ui.comparison.${id}`) }))}
      chosen={chosen}
      onChoose={(vs) => change({ vs: vs as Comparison })}
    >
      <Button>{words.say(`ui.comparison.${chosen}_short`)}</Button>
    </Menu>
  );
}
