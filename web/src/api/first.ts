import type { FirstPaint } from './types.ts';

/** The figures the server wrote into the document; none when it is served by `vite dev`. */
export function readFirstPaint(document: Document): FirstPaint | null {
  const text = document.getElementById('pharos-first')?.textContent;
  return text ? (JSON.parse(text) as FirstPaint) : null;
}
