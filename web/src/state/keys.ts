import { useEffect, useRef } from 'react';

/** Physical keys, so that they work on every layout: `KeyX`, `shift+KeyD`, or a sequence `KeyG KeyO`. */
export type KeyMap = Record<string, (() => void) | undefined>;

const SEQUENCE_MS = 1200;
const TEXT_FIELDS = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]';

function nameOf(event: KeyboardEvent): string {
  // The question mark sits on different keys with different layouts; here the character counts.
  if (event.key === '?') return '?';
  return `${event.shiftKey ? 'shift+' : ''}${event.code}`;
}

/** Listens while the component is shown. The newest map wins, so that a page may add keys to those of the shell. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TEXT_FIELDS)) return;
      const key = nameOf(event);
      const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : undefined;
      first = sequence ? null : { key, at: event.timeStamp };
      const act = (sequence && latest.current[sequence]) ?? latest.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
