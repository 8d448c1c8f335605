import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../../ui/IconButton.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './KeyList.module.css';

const KEYS: readonly [string, string][] = [
  ['1 … 6', 'periods'],
  ['[ ]', 'shift'],
  ['x', 'comparison'],
  ['n', 'next_comparison'],
  ['f', 'filter'],
  ['/', 'search'],
  ['← ↑ → ↓', 'tiles'],
  ['Enter', 'open'],
  ['i', 'definition'],
  ['r', 'receipt'],
  ['w', 'why'],
  ['t', 'table'],
  ['c', 'customers'],
  ['g o', 'go_overview'],
  ['g a s r l h v p t m q', 'go_boards'],
  ['g d · g c · g i', 'go_lists'],
  ['b', 'side_bar'],
  ['Shift D', 'theme'],
  ['Esc', 'up'],
  ['?', 'keys'],
];

interface Props {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

export function KeyList({ isOpen, onOpenChange }: Props) {
  const { words } = useLanguage();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={styles.overlay} dir={words.direction}>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog}>
          <header className={styles.head}>
            <Heading slot="title">{words.say('ui.keys.title')}</Heading>
            <IconButton icon="close" label={words.say('ui.action.close')} onPress={() => onOpenChange(false)} />
          </header>
          <dl className={styles.keys}>
            {KEYS.map(([keys, name]) => (
              <div key={name}>
                <dt>
                  <kbd dir="ltr">{keys}</kbd>
                </dt>
                <dd>{words.say(`ui.keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
