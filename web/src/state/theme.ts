const STORED = 'pharos.theme';

export type Theme = 'light' | 'dark';

/** The script in index.html has set it before the first paint. */
export function currentTheme(root: HTMLElement): Theme {
  return root.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

export function switchTheme(root: HTMLElement, storage: Storage): Theme {
  const next = currentTheme(root) === 'dark' ? 'light' : 'dark';
  root.dataset['theme'] = next;
  storage.setItem(STORED, next);
  return next;
}
