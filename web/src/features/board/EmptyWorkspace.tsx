import { Link } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './EmptyWorkspace.module.css';

/** Three ways to the first number: the invented company, a file by hand, a file from the command line. */
export function EmptyWorkspace() {
  const { words } = useLanguage();
  const { address } = useAddress();
  return (
    <div className={styles.page}>
      <h1>{words.say('ui.empty.title')}</h1>
      <div className={styles.ways}>
        <Link {...paths.newImport(address)} className={styles.way}>
          <Icon name="imports" size={28} />
          <strong>{words.say('ui.empty.file')}</strong>
          <span>{words.say('ui.empty.file_hint')}</span>
        </Link>
        <div className={styles.way}>
          <Icon name="overview" size={28} />
          <strong>{words.say('ui.empty.demo')}</strong>
          <span>{words.say('ui.empty.demo_hint')}</span>
          <code dir="ltr">pharos demo</code>
        </div>
        <div className={styles.way}>
          <Icon name="keyboard" size={28} />
          <strong>{words.say('ui.empty.command')}</strong>
          <span>{words.say('ui.empty.command_hint')}</span>
          <code dir="ltr">pharos import orders.csv</code>
        </div>
      </div>
    </div>
  );
}
