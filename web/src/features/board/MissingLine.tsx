import { Link } from '@tanstack/react-router';
import type { Tile } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './MissingLine.module.css';

/** What cannot be computed yet, in one line that opens: which metric needs which data. */
export function MissingLine({ tiles }: { tiles: Tile[] }) {
  const { words, format } = useLanguage();
  const { address } = useAddress();
  if (tiles.length === 0) return null;
  const needed = [...new Set(tiles.flatMap((tile) => tile.needs.flatMap((need) => names.entities(words, need))))];
  return (
    <details className={styles.line}>
      <summary>{words.say('ui.board.more_when', { count: tiles.length, needs: format.list(needed) })}</summary>
      <ul className={styles.list}>
        {tiles.map((tile) => (
          <li key={tile.metric}>
            <Link {...paths.metric(tile.metric, address)}>{names.metric(words, tile.metric)}</Link>
            <span>
              {words.say('ui.metric.needs_list', {
                needs: format.list([...new Set(tile.needs.map((need) => names.need(words, need)))]),
              })}
            </span>
          </li>
        ))}
      </ul>
      <Link {...paths.newImport(address)}>{words.say('ui.imports.add')}</Link>
    </details>
  );
}
