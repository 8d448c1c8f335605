import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alertsQuery, workspaceQuery } from '../../api/queries.ts';
import { FIRST_BOARD, paths, type PageLink } from '../../paths.ts';
import { carriedOver } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import styles from './SideBar.module.css';
import { ThemeButton } from './ThemeButton.tsx';

interface Props {
  narrow: boolean;
  toggle: () => void;
  listKeys: () => void;
  /** On small screens: in a layer, instead of beside the page. */
  inSheet?: boolean;
}

export function SideBar({ narrow, toggle, listKeys, inSheet = false }: Props) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const workspace = useQuery(workspaceQuery);
  const alerts = useQuery(alertsQuery(address)).data?.alerts.length ?? 0;
  const known = workspace.data?.boards ?? [{ id: FIRST_BOARD }];
  const boards = [...known].sort((a, b) => Number(b.id === FIRST_BOARD) - Number(a.id === FIRST_BOARD));
  const entry = (label: string, icon: IconName, link: PageLink, exact = false, badge?: ReactNode) => (
    <li key={label}>
      <Link
        {...link}
        className={styles.link}
        activeProps={{ 'data-active': true }}
        activeOptions={{ exact, includeSearch: false }}
        title={narrow ? label : undefined}
      >
        <Icon name={icon} />
        <span className={styles.label}>{label}</span>
        {badge}
      </Link>
    </li>
  );
  return (
    <div className={styles.bar} data-narrow={narrow || undefined} data-sheet={inSheet || undefined}>
      <nav aria-label={words.say('ui.shell.navigation')} className={styles.navigation}>
        <div className={styles.brand}>
          <img src="/pharos.svg" alt="" width={24} height={24} />
          <span className={styles.label}>{workspace.data?.name ?? 'Pharos'}</span>
        </div>
        <ul>
          {boards.map(({ id }) =>
            entry(names.board(words, id), id === FIRST_BOARD ? 'overview' : 'board', paths.board(id, address), true),
          )}
        </ul>
        <ul>
          {entry(words.say('ui.page.cohorts'), 'cohorts', paths.cohorts({ ...carriedOver(address), p: address.p ?? '12m' }))}
          {entry(words.say('ui.page.funnel'), 'funnel', paths.funnel(address))}
          {entry(words.say('ui.page.metrics'), 'metrics', paths.metrics(address))}
          {entry(words.say('ui.page.customers'), 'customers', paths.customers(address))}
          {entry(words.say('ui.page.calculator'), 'calculator', paths.calculator(address))}
          {entry(words.say('ui.page.experiments'), 'experiments', paths.experiments(address))}
          {entry(words.say('ui.page.alerts'), 'alert', paths.alerts(address), false, alerts > 0 && <AlertCount count={alerts} />)}
          {entry(words.say('ui.page.goals'), 'goal', paths.goals(address))}
          {entry(words.say('ui.own.title'), 'own', paths.own(address))}
          {entry(words.say('ui.page.imports'), 'imports', paths.imports(address))}
        </ul>
      </nav>
      <div className={styles.tools}>
        <LanguageMenu />
        <ThemeButton />
        <IconButton icon="keyboard" label={words.say('ui.keys.title')} onPress={listKeys} />
        {!inSheet && <IconButton icon="menu" label={words.say('ui.shell.side_bar')} onPress={toggle} aria-pressed={narrow} />}
      </div>
    </div>
  );
}

function AlertCount({ count }: { count: number }) {
  const { words, format } = useLanguage();
  return (
    <span className={styles.badge}>
      <span aria-hidden="true">{format.number(count)}</span>
      <span className="visually-hidden">{words.say('ui.alerts.count', { count })}</span>
    </span>
  );
}
