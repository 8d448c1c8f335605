import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useLanguage } from '../words/useLanguage.ts';
import styles from './Flyout.module.css';

interface Props {
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A small layer beside its button: definitions, filters, keys. Esc closes it and gives the focus back. */
export function Flyout({ trigger, label, children, isOpen, onOpenChange }: Props) {
  const { words } = useLanguage();
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <Popover className={styles.layer} dir={words.direction} offset={4}>
        <Dialog aria-label={label} className={styles.content}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
