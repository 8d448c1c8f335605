import { useNavigate } from '@tanstack/react-router';
import type { Frame } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { COMPARISONS, type Comparison } from '../../state/address.ts';
import { useKeys, type KeyMap } from '../../state/keys.ts';
import { KEYED_PERIODS, shifted } from '../../state/periods.ts';
import { switchTheme } from '../../state/theme.ts';
import { useAddress } from '../../state/useAddress.ts';

/** Pressed after `g`. */
export const BOARD_KEYS = {
  KeyO: 'overview',
  KeyA: 'acquisition',
  KeyS: 'sales',
  KeyR: 'revenue',
  KeyL: 'loyalty',
  KeyH: 'service',
  KeyV: 'voice',
  KeyP: 'product',
  KeyT: 'team',
  KeyM: 'crm',
  KeyQ: 'quality',
} as const;

interface Actions {
  frame: Frame | null;
  toggleSideBar: () => void;
  listKeys: () => void;
}

export function comparisonOf(frame: Frame | null): Comparison {
  if (frame?.comparison_kind === 'year') return 'py';
  return frame?.comparison_kind === 'none' ? 'none' : 'pp';
}

export function useShellKeys({ frame, toggleSideBar, listKeys }: Actions): void {
  const { address, change } = useAddress();
  const navigate = useNavigate();
  const comparison = address.vs ?? comparisonOf(frame);
  const nextComparison = COMPARISONS[(COMPARISONS.indexOf(comparison) + 1) % COMPARISONS.length];
  const periods: KeyMap = Object.fromEntries(KEYED_PERIODS.map((p, index) => [`Digit${index + 1}`, () => change({ p })]));
  const boards: KeyMap = Object.fromEntries(
    Object.entries(BOARD_KEYS).map(([key, board]) => [`KeyG ${key}`, () => void navigate(paths.board(board, address))]),
  );
  useKeys({
    ...periods,
    ...boards,
    'KeyG KeyD': () => void navigate(paths.metrics(address)),
    'KeyG KeyC': () => void navigate(paths.customers(address)),
    'KeyG KeyI': () => void navigate(paths.imports(address)),
    KeyX: () => change({ vs: comparison === 'none' ? 'pp' : 'none' }),
    KeyN: () => change({ vs: nextComparison }),
    BracketLeft: () => frame && change({ p: shifted(frame.period, -1) }),
    BracketRight: () => frame && change({ p: shifted(frame.period, 1) }),
    KeyB: toggleSideBar,
    'shift+KeyD': () => void switchTheme(document.documentElement, localStorage),
    Slash: () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    '?': listKeys,
  });
}
