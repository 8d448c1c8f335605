import type { ReactNode } from 'react';

/** A formatted value: an isolate with the page's direction. */
export function Iso({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <span className={className ? `iso ${className}` : 'iso'}>{children}</span>;
}
