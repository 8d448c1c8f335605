import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Sheet.module.css';

interface Props {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  children: ReactNode;
}

/** A layer along the beginning of a small screen. It closes when one has gone to another page. */
export function Sheet({ isOpen, onOpenChange, label, children }: Props) {
  const { words } = useLanguage();
  const router = useRouter();
  useEffect(() => router.subscribe('onBeforeNavigate', () => onOpenChange(false)), [router, onOpenChange]);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={styles.overlay} dir={words.direction}>
      <Modal className={styles.modal}>
        <Dialog aria-label={label} className={styles.dialog}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
