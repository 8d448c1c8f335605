import { useNavigate } from '@tanstack/react-router';
import type { Tile } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

interface Props {
  tile: Tile;
  openDefinition: () => void;
}

export function TileMenu({ tile, openDefinition }: Props) {
  const { words, figures } = useLanguage();
  const { address } = useAddress();
  const navigate = useNavigate();
  const label = words.say('ui.tile.menu', { name: names.metric(words, tile.metric) });
  const actions: Record<string, () => void> = {
    open: () => void navigate(paths.metric(tile.metric, address)),
    definition: openDefinition,
    receipt: () => void navigate({ ...paths.metric(tile.metric, address), hash: 'receipt' }),
    customers: () => void navigate(paths.behind(tile.metric, address)),
    copy: () => void navigator.clipboard.writeText(figures.exact(tile.figure.value, tile.unit)),
  };
  const keys: Record<string, string> = { open: 'Enter', definition: 'i', receipt: 'r', customers: 'c' };
  return (
    <Menu
      label={label}
      entries={Object.keys(actions).map((id) => ({ id, label: words.say(`ui.tile.${id}`), hint: keys[id] ?? '' }))}
      onChoose={(id) => actions[id]?.()}
    >
      <IconButton icon="more" small label={label} excludeFromTabOrder />
    </Menu>
  );
}
