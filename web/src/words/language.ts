import { languages } from 'virtual:languages';

export const LANGUAGES = Object.keys(languages).sort();

/** The server reads it too, so that its messages come in the reader's language. */
const COOKIE = 'pharos_lang';
const ONE_YEAR = 31_536_000;
const FALLBACK = 'en';

/** The tag of the file for a wish such as `de-AT`; none when there is no such language. */
function fileFor(wish: string | null | undefined): string | undefined {
  const base = wish?.toLowerCase().split('-')[0];
  return LANGUAGES.find((tag) => tag.toLowerCase() === wish?.toLowerCase()) ?? LANGUAGES.find((tag) => tag === base);
}

/** The language an address asks for; none when it asks for none that there is. */
export function askedLanguage(search: string): string | undefined {
  return fileFor(new URLSearchParams(search).get('lang'));
}

/** `?lang=` overrides the person's choice, which overrides the browser's. */
export function wantedLanguage(search: string, cookies: string, browser: readonly string[]): string {
  const chosen = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookies)?.[1];
  return askedLanguage(search) ?? [chosen, ...browser].map(fileFor).find((tag) => tag !== undefined) ?? FALLBACK;
}

export function rememberLanguage(tag: string, document: Document): void {
  document.cookie = `${COOKIE}=${tag}; path=/; max-age=${ONE_YEAR}; samesite=lax`;
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return tag === 'fa' ? 'rtl' : 'ltr';
}
