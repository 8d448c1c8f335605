import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';

interface Props {
  title: string;
  /** Stands at the end of the title line. */
  actions?: ReactNode;
  children: ReactNode;
  dimmed?: boolean;
  /** The part of an address after `#` that leads here. */
  anchor?: string;
}

export function Card({ title, actions, children, dimmed = false, anchor }: Props) {
  const id = useId();
  return (
    <section id={anchor} className={styles.card} aria-labelledby={id} data-dimmed={dimmed || undefined}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
