import { useId, type ReactNode } from 'react';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './imports.module.css';

interface Props {
  help: string;
  mapping: string;
  onChange: (mapping: string) => void;
  /** The buttons below. */
  children: ReactNode;
}

/** A mapping as one types it. */
export function MappingCard({ help, mapping, onChange, children }: Props) {
  const { words } = useLanguage();
  const id = useId();
  return (
    <Card title={words.say('ui.imports.mapping')}>
      <label htmlFor={id}>{help}</label>
      <textarea id={id} className={styles.mapping} dir="ltr" spellCheck={false} value={mapping} onChange={(event) => onChange(event.target.value)} />
      <div className={styles.steps}>{children}</div>
    </Card>
  );
}
