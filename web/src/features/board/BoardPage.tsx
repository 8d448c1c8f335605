import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { boardQuery, workspaceQuery } from '../../api/queries.ts';
import { FIRST_BOARD } from '../../paths.ts';
import { questionOf } from '../../state/address.ts';
import { useShownFrame } from '../../state/frame.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BoardPage.module.css';
import { EmptyWorkspace } from './EmptyWorkspace.tsx';
import { FrameNote } from './FrameNote.tsx';
import { MissingLine } from './MissingLine.tsx';
import { TileGrid } from './TileGrid.tsx';
import { TileOutlines } from './TileOutlines.tsx';
import { useTitle } from '../shell/useTitle.ts';

export function BoardPage() {
  const { words } = useLanguage();
  const { board = FIRST_BOARD } = useParams({ strict: false }) as { board?: string };
  const { address } = useAddress();
  const workspace = useQuery(workspaceQuery);
  const { data, error, refetch, isPlaceholderData } = useQuery(boardQuery(board, questionOf(address)));
  const title = names.board(words, board);
  useTitle(title);
  useShownFrame(data?.frame);

  if (workspace.data?.empty) return <EmptyWorkspace />;
  const tiles = data?.groups.flatMap((group) => group.tiles) ?? [];
  const missing = tiles.filter((tile) => tile.needs.length > 0);
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {data && <FrameNote frame={data.frame} />}
      </div>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <TileOutlines />}
      {data && (
        <div className={styles.groups} data-dimmed={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
          {data.groups.map((group) => (
            <TileGrid key={group.id} group={group} frame={data.frame} />
          ))}
          <MissingLine tiles={missing} />
        </div>
      )}
    </>
  );
}
