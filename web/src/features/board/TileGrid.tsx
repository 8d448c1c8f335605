import { useId, type CSSProperties } from 'react';
import type { Frame, TileGroup } from '../../api/types.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { Tile } from './Tile.tsx';
import styles from './TileGrid.module.css';
import { useRoving } from './useRoving.ts';

/** Tiles under a heading. Those that cannot be computed leave the grid and are named in one line below the board. */
export function TileGrid({ group, frame }: { group: TileGroup; frame: Frame }) {
  const { words } = useLanguage();
  const id = useId();
  const roving = useRoving();
  const tiles = group.tiles.filter((tile) => tile.needs.length === 0);
  if (tiles.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles.group} style={{ '--tiles': Math.min(tiles.length, 6) } as CSSProperties}>
      <h2 id={id} className={styles.heading}>
        {names.group(words, group.id)}
      </h2>
      <div className={styles.grid} role="list" {...roving.grid}>
        {tiles.map((tile, index) => (
          <Tile key={tile.metric} tile={tile} frame={frame} tabIndex={roving.tabIndexOf(index)} />
        ))}
      </div>
    </section>
  );
}
