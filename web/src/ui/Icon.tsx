/** 20 × 20 outlines; they say nothing by themselves, so a label always stands beside or on the control. */
const OUTLINES = {
  overview: 'M3 3h6v8H3zM11 3h6v5h-6zM11 10h6v7h-6zM3 13h6v4H3z',
  board: 'M3 17V8M8 17V3M13 17v-6M17 17V6',
  metrics: 'M3 5h14M3 10h14M3 15h9',
  customers: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.6-3.2 3-5 6-5s5.4 1.8 6 5',
  calculator: 'M4 2.500h12v15H4zM7 6h6M7 10h.01M10 10h.01M13 10h.01M7 13.500h.01M10 13.500h.01M13 13.500h.01',
  experiments: 'M7.500 3v5L3.500 15.500A1 1 0 0 0 4.400 17h11.200a1 1 0 0 0 .9-1.500L12.500 8V3M6 3h8M6 12h8',
  imports: 'M10 3v9M6.500 8.500 10 12l3.500-3.500M3 14v3h14v-3',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.500V13.500M10 6.800v.01',
  close: 'M5 5l10 10M15 5 5 15',
  filter: 'M3 5h14l-5.500 6v5l-3-1.500V11z',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.500 2',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v2M10 16v2M2 10h2M16 10h2M4.500 4.500l1.400 1.400M14.100 14.100l1.400 1.400M4.500 15.500l1.400-1.400M14.100 5.900l1.400-1.400',
  moon: 'M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700z',
  language: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2.200 2 3 4.300 3 7s-.8 5-3 7c-2.200-2-3-4.300-3-7s.8-5 3-7z',
  chevron: 'M6 8l4 4 4-4',
  next: 'M8 5l5 5-5 5',
  calendar: 'M3 5h14v12H3zM3 9h14M7 3v3M13 3v3',
  receipt: 'M5 3h10v14l-2.500-1.500L10 17l-2.500-1.500L5 17zM8 7h4M8 10.500h4',
  why: 'M7 7.500a3 3 0 1 1 4.300 2.700c-.9.4-1.300 1-1.300 1.800v.5M10 16v.01',
  cohorts: 'M3 4h14v3H3zM3 8.500h10v3H3zM3 13h6v3H3z',
  funnel: 'M3 4h14v3H3zM3 8.500h9v3H3zM3 13h5v3H3z',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8.500 4v12',
  chart: 'M3 15l4-5 3.500 3L17 5',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM13 13l4 4',
  keyboard: 'M2.500 5h15v10h-15zM5.500 8h.01M8.500 8h.01M11.500 8h.01M14.500 8h.01M6 12h8',
  menu: 'M3 5h14M3 10h14M3 15h14',
  copy: 'M7 7h9v10H7zM4 13V3h9',
  own: 'M4 16l.8-3.600L13.500 3.700l2.800 2.800L7.600 15.200zM11.500 5.700l2.800 2.800',
  goal: 'M5 17V3M5 4h10l-2.500 3L15 10H5',
  alert: 'M5.500 13.500V9a4.500 4.500 0 0 1 9 0v4.500l1.500 1.500H4zM8.500 17h3',
  check: 'M4 10.500l4 4 8-9',
} as const;

export type IconName = keyof typeof OUTLINES;

/** `mirrored`: points along the reading direction. */
export function Icon({ name, size = 18, mirrored = false }: { name: IconName; size?: number; mirrored?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className={mirrored ? 'mirrored' : undefined}>
      <path
        d={OUTLINES[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.4 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
