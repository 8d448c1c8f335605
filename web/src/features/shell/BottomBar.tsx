import { Link } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { FIRST_BOARD, paths, type PageLink } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './BottomBar.module.css';

/** On small screens: the places one goes to most, and the side bar as a sheet for all others. */
export function BottomBar({ sheetOpen, openSheet }: { sheetOpen: boolean; openSheet: () => void }) {
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
      <AriaButton className={styles.place} onPress={openSheet} aria-haspopup="dialog" aria-expanded={sheetOpen}>
        <Icon name="menu" size={20} />
        <span>{words.say('ui.shell.more')}</span>
      </AriaButton>
    </nav>
  );
}
