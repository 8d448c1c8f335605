import { useEffect, useState } from 'react';
import { Input, SearchField as AriaSearchField } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import styles from './SearchField.module.css';

const PAUSE_MS = 200;

interface Props {
  label: string;
  value: string;
  /** Called when the typing pauses. */
  onSearch: (text: string) => void;
}

export function SearchField({ label, value, onSearch }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <AriaSearchField aria-label={label} value={text} onChange={setText} className={styles.field}>
      <Icon name="search" size={16} />
      <Input className={styles.input} placeholder={label} data-search="" />
    </AriaSearchField>
  );
}
