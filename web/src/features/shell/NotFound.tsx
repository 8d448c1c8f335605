import { Link } from '@tanstack/react-router';
import { FIRST_BOARD, paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './NotFound.module.css';

export function NotFound() {
  const { words } = useLanguage();
  const { address } = useAddress();
  return (
    <div className={styles.page}>
      <h1>{words.say('ui.not_found.title')}</h1>
      <p>{words.say('ui.not_found.hint')}</p>
      <Link {...paths.board(FIRST_BOARD, address)}>{words.say('ui.not_found.back')}</Link>
    </div>
  );
}
