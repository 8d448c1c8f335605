import { useEffect, useRef, useState } from 'react';
import type { Frame } from '../../api/types.ts';

const TINT_MS = 800;

/** True for a moment after new data changed the value; a change of period or filters is no news. */
export function useTint(value: string, frame: Frame): boolean {
  const before = useRef({ value, version: frame.data_version });
  const [tinted, setTinted] = useState(false);
  useEffect(() => {
    const news = frame.data_version > before.current.version && value !== before.current.value;
    before.current = { value, version: frame.data_version };
    if (!news) return;
    setTinted(true);
    const timer = setTimeout(() => setTinted(false), TINT_MS);
    return () => clearTimeout(timer);
  }, [value, frame.data_version]);
  return tinted;
}
