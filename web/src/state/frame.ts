import { createContext, useContext, useEffect } from 'react';
import type { Frame } from '../api/types.ts';

export interface FrameState {
  /** What the figures on the page stand on; none on pages without a period. */
  frame: Frame | null;
  /** Filters do not apply: the page is of the whole company. */
  whole: boolean;
  show: (frame: Frame | null, whole?: boolean) => void;
}

export const FrameContext = createContext<FrameState>({ frame: null, whole: false, show: () => {} });

/** A page tells the top bar which period its figures have, and whether they may be filtered. */
export function useShownFrame(frame: Frame | undefined, of?: 'whole'): void {
  const { show } = useContext(FrameContext);
  useEffect(() => {
    if (frame) show(frame, of === 'whole');
  }, [frame, of, show]);
  useEffect(() => () => show(null), [show]);
}
