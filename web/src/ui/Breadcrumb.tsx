import { Link } from '@tanstack/react-router';
import type { PageLink } from '../paths.ts';
import { useLanguage } from '../words/useLanguage.ts';
import styles from './Breadcrumb.module.css';
import { Icon } from './Icon.tsx';

interface Props {
  steps: { label: string; link: PageLink }[];
  here: string;
}

export function Breadcrumb({ steps, here }: Props) {
  const { words } = useLanguage();
  return (
    <nav aria-label={words.say('ui.shell.breadcrumb')} className={styles.path}>
      <ol>
        {steps.map(({ label, link }) => (
          <li key={label}>
            <Link {...link}>{label}</Link>
            <Icon name="next" size={12} mirrored />
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
