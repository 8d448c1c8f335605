import type { Messages } from '@lingui/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { languages } from 'virtual:languages';
import { workspaceQuery } from '../api/queries.ts';
import { createFigureWords } from './figures.ts';
import { createFormat } from './format.ts';
import { directionOf, rememberLanguage } from './language.ts';
import { LanguageContext, type Language } from './useLanguage.ts';
import { createWords } from './words.ts';

interface Loaded {
  tag: string;
  messages: Messages;
}

/** Reads one language; the Persian typeface comes with it and with no other. */
export async function loadLanguage(tag: string): Promise<Loaded> {
  const load = languages[tag];
  if (!load) throw new Error(`there is no file locales/${tag}.json`);
  const [{ messages }] = await Promise.all([load(), tag === 'fa' ? import('./persianFont.ts') : undefined]);
  return { tag, messages };
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Names and meanings of own metrics and boards: plain texts, in whatever language their author writes. One that runs
 * against the page keeps its own order.
 */
function compiled(own: Record<string, string> | undefined, tag: string): Messages {
  const isForeign = (text: string) => RIGHT_TO_LEFT.test(text) !== (directionOf(tag) === 'rtl');
  const written = (text: string) => (isForeign(text) ? `\u2068${text}\u2069` : text);
  return Object.fromEntries(Object.entries(own ?? {}).map(([key, text]) => [key, [written(text)]]));
}

export function LanguageProvider({ first, children }: { first: Loaded; children: ReactNode }) {
  const client = useQueryClient();
  const [loaded, setLoaded] = useState(first);
  const own = useQuery(workspaceQuery).data?.own_texts;
  const language = useMemo<Language>(() => {
    const words = createWords(loaded.tag, { ...loaded.messages, ...compiled(own, loaded.tag) });
    const format = createFormat(loaded.tag);
    return {
      words,
      format,
      figures: createFigureWords(format, words),
      choose: async (tag) => {
        rememberLanguage(tag, document);
        setLoaded(await loadLanguage(tag));
        // Sentences of the server come in the reader's language.
        void client.invalidateQueries();
      },
    };
  }, [loaded, own, client]);

  useEffect(() => {
    document.documentElement.lang = language.words.tag;
    document.documentElement.dir = language.words.direction;
  }, [language]);

  return (
    <LanguageContext value={language}>
      <I18nProvider locale={loaded.tag}>{children}</I18nProvider>
    </LanguageContext>
  );
}
