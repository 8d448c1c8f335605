import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** A new page takes the focus that the old one had: what held it is gone, and the keyboard would start anew. */
export function useFocusOnPage(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const holder = document.activeElement;
    if (!holder || holder === document.body || main.current?.contains(holder)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
