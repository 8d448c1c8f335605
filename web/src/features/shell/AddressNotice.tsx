import { useState } from 'react';
import { notUnderstood, readSearch } from '../../state/address.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Notice.module.css';

/** As it was typed or sent; the router leaves out what it does not know. */
const UNKNOWN = notUnderstood(readSearch(window.location.search));

/** What of the address was left out, until it is closed: the page shows something else than was asked. */
export function AddressNotice() {
  const { words, format } = useLanguage();
  const [closed, setClosed] = useState(UNKNOWN.length === 0);
  if (closed) return null;
  return (
    <div className={`${styles.notice} ${styles.warning}`} role="status">
      {words.say('ui.shell.not_understood', { parts: format.list(UNKNOWN) })}{' '}
      <IconButton icon="close" small label={words.say('ui.action.close')} onPress={() => setClosed(true)} />
    </div>
  );
}
