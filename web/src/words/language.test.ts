import { expect, it } from 'vitest';
import { askedLanguage, wantedLanguage } from './language.ts';

it('takes the address before the cookie, the cookie before the browser', () => {
  expect(wantedLanguage('?lang=fa', 'pharos_lang=lt', ['de'])).toBe('fa');
  expect(wantedLanguage('?p=12m', 'a=b; pharos_lang=lt', ['de'])).toBe('lt');
  expect(wantedLanguage('', '', ['de-AT', 'ru'])).toBe('de');
  expect(wantedLanguage('', '', ['ja'])).toBe('en');
});

it('knows whether an address asks for a language', () => {
  expect(askedLanguage('?lang=zh-CN')).toBe('zh');
  expect(askedLanguage('?lang=ja')).toBeUndefined();
  expect(askedLanguage('?p=12m')).toBeUndefined();
});
