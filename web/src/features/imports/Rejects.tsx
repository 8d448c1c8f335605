import type { RejectList } from '../../api/types.ts';
import { Card } from '../../ui/Card.tsx';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { RejectTable } from './RejectTable.tsx';

interface Props {
  query: {
    data: { pages: RejectList[] } | undefined;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

/** Rows that did not go in: where, what stood there, why. */
export function Rejects({ query }: Props) {
  const { words } = useLanguage();
  const title = words.say('ui.imports.rejects');
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Card title={title}>
      {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
      <RejectTable rows={rows} title={title} />
      <MoreButton query={query} />
    </Card>
  );
}
