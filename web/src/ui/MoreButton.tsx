import { useLanguage } from '../words/useLanguage.ts';
import { Button } from './Button.tsx';

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Asks for the next page of a list; nothing when there is none. */
export function MoreButton({ query }: Props) {
  const { words } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <div className="no-print">
      <Button onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
        {words.say('ui.action.more')}
      </Button>
    </div>
  );
}
