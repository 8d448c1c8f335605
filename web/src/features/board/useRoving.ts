import { useState, type FocusEvent, type KeyboardEvent } from 'react';

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The nearest tile in the direction one sees, whatever the direction of writing. */
function neighbour(tiles: HTMLElement[], from: HTMLElement, direction: Direction): HTMLElement | undefined {
  const here = from.getBoundingClientRect();
  const sideways = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowLeft' || direction === 'ArrowUp' ? -1 : 1;
  return tiles
    .map((tile) => {
      const there = tile.getBoundingClientRect();
      const across = there.left + there.width / 2 - (here.left + here.width / 2);
      const down = there.top - here.top;
      const ahead = (sideways ? across : down) * sign;
      const aside = Math.abs(sideways ? down : across);
      return { tile, ahead, aside };
    })
    .filter(({ ahead, aside }) => ahead > 1 && (!sideways || aside < here.height / 2))
    .sort((a, b) => a.ahead - b.ahead || a.aside - b.aside)[0]?.tile;
}

/** One tab stop per board: arrows move between tiles, also from group to group. */
export function useRoving() {
  const [current, setCurrent] = useState(0);
  const tilesOf = (root: Element | null) => [...(root?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])];
  return {
    tabIndexOf: (index: number): 0 | -1 => (index === current ? 0 : -1),
    grid: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const from = event.target as HTMLElement;
        if (!event.key.startsWith('Arrow') || !from.matches('[data-tile]')) return;
        const next = neighbour(tilesOf(document.getElementById('main')), from, event.key as Direction);
        if (!next) return;
        event.preventDefault();
        next.focus();
      },
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const tile = event.target.closest<HTMLElement>('[data-tile]');
        const index = tile ? tilesOf(event.currentTarget).indexOf(tile) : -1;
        if (index >= 0) setCurrent(index);
      },
    },
  };
}
