import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useLanguage } from '../words/useLanguage.ts';
import { Icon } from './Icon.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  /** Shown at the end, such as a key. */
  hint?: string;
}

interface Props {
  /** The button that opens it. */
  children: ReactNode;
  label: string;
  entries: MenuEntry[];
  /** The chosen entry, when the menu is a choice of one. */
  chosen?: string | undefined;
  onChoose: (id: string) => void;
}

export function Menu({ children, label, entries, chosen, onChoose }: Props) {
  const { words } = useLanguage();
  const choice = chosen !== undefined;
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.layer} dir={words.direction} placement="bottom start" offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.menu}
          selectionMode={choice ? 'single' : 'none'}
          selectedKeys={choice ? [chosen] : []}
          onAction={(key) => onChoose(String(key))}
        >
          {entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={styles.entry}>
              {choice && <span className={styles.tick}>{entry.id === chosen && <Icon name="check" size={14} />}</span>}
              <span className={styles.label}>{entry.label}</span>
              {entry.hint && <kbd className={styles.hint}>{entry.hint}</kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
