import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from '../../api/queries.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Notice.module.css';

export function DemoNotice() {
  const { words, format } = useLanguage();
  const { data } = useQuery(workspaceQuery);
  if (!data?.demo) return null;
  return (
    <aside className={styles.notice} aria-label={words.say('ui.shell.about')}>
      {words.say('ui.shell.demo', { time: format.dateTime(data.now, data.zone) })}
    </aside>
  );
}
