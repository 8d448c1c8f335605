import { createContext, useContext, useEffect } from 'react';
import type { Frame } from '../api/types.ts';

export interface FrameState {
  /** What the figures on the page stand on; none on pages without a period. */
  frame: Frame | null;
  show: (frame: Frame | null) => void;
}

export const FrameContext = createContext<FrameState>({ frame: null, show: () => {} });

/** A page tells the top bar which period its figures have. */
export function useShownFrame(frame: Frame | undefined): void {
  const { show } = useContext(FrameContext);
  useEffect(() => {
    if (frame) show(frame);
  }, [frame, show]);
  useEffect(() => () => show(null), [show]);
}
