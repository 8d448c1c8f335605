import { useEffect, type RefObject } from 'react';

/** The focus goes into what was opened, and when that goes away back to where it was opened from. */
export function useFocusWhileOpen(target: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const opener = document.activeElement;
    target.current?.focus();
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [target]);
}
