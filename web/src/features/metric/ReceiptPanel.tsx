import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Search } from '../../api/client.ts';
import { receiptQuery } from '../../api/queries.ts';
import type { Unit } from '../../api/types.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { Button } from '../../ui/Button.tsx';
import { useFocusWhileOpen } from '../../ui/useFocusWhileOpen.ts';
import { ReceiptBody } from './ReceiptBody.tsx';
import styles from './ReceiptPanel.module.css';

interface Props {
  metric: string;
  unit: Unit;
  question: Search;
  close: () => void;
}

/** Everything behind the value, beside the page and not over it. */
export function ReceiptPanel({ metric, unit, question, close }: Props) {
  const { words } = useLanguage();
  const { data, error, refetch, isFetching } = useQuery(receiptQuery(metric, question));
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhileOpen(heading);
  return (
    <aside className={styles.panel} aria-label={words.say('ui.receipt.title')}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {words.say('ui.receipt.title')}
        </h2>
        <Button kind="quiet" onPress={() => void refetch()} isDisabled={isFetching}>
          {words.say('ui.receipt.again')}
        </Button>
        <IconButton icon="close" label={words.say('ui.action.close')} onPress={close} />
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && <ReceiptBody receipt={data} unit={unit} />}
    </aside>
  );
}
