import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Charts are drawn at the real pixel width of their container; scaled drawings have unreadable text on phones. */
export function useSize<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const frame = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, width];
}
