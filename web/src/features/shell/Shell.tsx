import { Outlet } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { Frame } from '../../api/types.ts';
import { FrameContext } from '../../state/frame.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { AddressNotice } from './AddressNotice.tsx';
import { BottomBar } from './BottomBar.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { DemoNotice } from './DemoNotice.tsx';
import { KeyList } from './KeyList.tsx';
import { PrintHead } from './PrintHead.tsx';
import { Sheet } from './Sheet.tsx';
import { SideBar } from './SideBar.tsx';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { useFocusOnPage } from './useFocusOnPage.ts';
import { useShellKeys } from './useShellKeys.ts';
import { useEvents } from './useEvents.ts';

const STORED = 'pharos.side-bar';

/** Everything around a page. */
export function Shell() {
  const { words } = useLanguage();
  const [told, setTold] = useState<{ frame: Frame | null; whole: boolean }>({ frame: null, whole: false });
  const [narrow, setNarrow] = useState(() => localStorage.getItem(STORED) === 'narrow');
  const [keysOpen, setKeysOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const show = useCallback((frame: Frame | null, whole = false) => setTold({ frame, whole }), []);
  const shown = useMemo(() => ({ ...told, show }), [told, show]);
  const connected = useEvents();
  const main = useFocusOnPage();

  const toggleSideBar = useCallback(() => {
    setNarrow((before) => {
      localStorage.setItem(STORED, before ? 'wide' : 'narrow');
      return !before;
    });
  }, []);
  useShellKeys({ frame: told.frame, toggleSideBar, listKeys: () => setKeysOpen(true) });

  return (
    <FrameContext value={shown}>
      <a href="#main" className={styles.skip}>
        {words.say('ui.shell.skip')}
      </a>
      <div className={styles.shell} data-narrow={narrow || undefined}>
        <SideBar narrow={narrow} toggle={toggleSideBar} listKeys={() => setKeysOpen(true)} />
        <div className={styles.page}>
          <TopBar />
          <DemoNotice />
          <AddressNotice />
          <ConnectionBar connected={connected} />
          <PrintHead />
          <main ref={main} id="main" tabIndex={-1} className={styles.main}>
            <Outlet />
          </main>
        </div>
        <BottomBar sheetOpen={sheetOpen} openSheet={() => setSheetOpen(true)} />
      </div>
      <Sheet isOpen={sheetOpen} onOpenChange={setSheetOpen} label={words.say('ui.shell.navigation')}>
        <SideBar inSheet narrow={false} toggle={toggleSideBar} listKeys={() => setKeysOpen(true)} />
      </Sheet>
      <KeyList isOpen={keysOpen} onOpenChange={setKeysOpen} />
    </FrameContext>
  );
}
