import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Notice.module.css';

export function ConnectionBar({ connected }: { connected: boolean }) {
  const { words } = useLanguage();
  return (
    <div role="status">
      {!connected && <p className={`${styles.notice} ${styles.warning}`}>{words.say('ui.shell.disconnected')}</p>}
    </div>
  );
}
