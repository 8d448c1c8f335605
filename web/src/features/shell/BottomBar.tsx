import { Link } from '@tanstack/react-router';
import { FIRST_BOARD, paths, type PageLink } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BottomBar.module.css';
import { LanguageMenu } from './LanguageMenu.tsx';

/** The places of the side bar, on small screens. */
export function BottomBar() {
  const { words } = useLanguage();
  const { address } = useAddress();
  const place = (label: string, icon: IconName, link: PageLink, exact = false) => (
    <Link {...link} className={styles.place} activeProps={{ 'data-active': true }} activeOptions={{ exact, includeSearch: false }}>
      <Icon name={icon} size={20} />
      <span>{label}</span>
    </Link>
  );
  return (
    <nav className={styles.bar} aria-label={words.say('ui.shell.navigation')}>
      {place(names.board(words, FIRST_BOARD), 'overview', paths.board(FIRST_BOARD, address), true)}
      {place(words.say('ui.page.metrics'), 'metrics', paths.metrics(address))}
      {place(words.say('ui.page.customers'), 'customers', paths.customers(address))}
      {place(words.say('ui.page.imports'), 'imports', paths.imports(address))}
      <LanguageMenu />
    </nav>
  );
}
