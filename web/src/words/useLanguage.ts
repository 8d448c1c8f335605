import { createContext, useContext } from 'react';
import type { FigureWords } from './figures.ts';
import type { Format } from './format.ts';
import type { Words } from './words.ts';

export interface Language {
  words: Words;
  format: Format;
  figures: FigureWords;
  /** Loads the language, then shows it. */
  choose: (tag: string) => Promise<void>;
}

export const LanguageContext = createContext<Language | null>(null);

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage needs a LanguageProvider above it');
  return language;
}
