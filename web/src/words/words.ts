import { setupI18n, type I18n, type Messages } from '@lingui/core';
import { directionOf } from './language.ts';

/** U+2067 or U+2066 … U+2069: an argument keeps its own order inside a sentence. */
const ISOLATE = { ltr: '\u2066', rtl: '\u2067', end: '\u2069' };

/** Arguments a message chooses by: words of ours, which an isolate would make unknown. */
const CHOICES = new Set(['movement']);

export type Arguments = Record<string, string | number>;

/** Texts of one language. */
export interface Words {
  tag: string;
  direction: 'ltr' | 'rtl';
  /** The text under a key of locales/<tag>.json with its arguments put in. */
  say: (key: string, values?: Arguments) => string;
  /** The same, or none where no text is written. */
  maybe: (key: string, values?: Arguments) => string | undefined;
}

export function createWords(tag: string, messages: Messages): Words {
  const i18n: I18n = setupI18n({ locale: tag, messages: { [tag]: messages } });
  const direction = directionOf(tag);
  const isolated = (values: Arguments): Arguments =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' && direction === 'rtl' && !CHOICES.has(name) ? `${ISOLATE.rtl}${value}${ISOLATE.end}` : value,
      ]),
    );
  const maybe = (key: string, values: Arguments = {}) =>
    key in messages ? i18n._(key, isolated(values)) : undefined;
  return { tag, direction, maybe, say: (key, values) => maybe(key, values) ?? key };
}
