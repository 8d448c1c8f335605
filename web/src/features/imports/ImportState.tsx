import type { ImportSummary } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './imports.module.css';

interface Props {
  state: ImportSummary['state'];
  rejected: number;
}

export function ImportState({ state, rejected }: Props) {
  const { words } = useLanguage();
  const kind = state === 'failed' || state === 'interrupted' ? 'bad' : rejected > 0 ? 'warn' : state === 'applied' ? 'good' : 'calm';
  return <span className={`${styles.state} ${styles[kind]}`}>{words.say(`ui.imports.state_${state}`)}</span>;
}
