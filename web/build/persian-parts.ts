import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const STRINGS_OF_LAYERS = /react-aria[\\/].*overlays[\\/]intlStrings\.m?js$/;
const FIRST_LANGUAGE = '"ar-AE":';

/** React Aria speaks our languages except Persian; the one sentence of it that we do not set ourselves is added here. */
export function persianParts(): Plugin {
  return {
    name: 'pharos-persian-parts',
    apply: 'build',
    transform(code, id) {
      if (!STRINGS_OF_LAYERS.test(id)) return undefined;
      if (!code.includes(FIRST_LANGUAGE)) this.error('React Aria keeps its texts in another form now; adapt persian-parts.ts');
      const texts = JSON.parse(readFileSync(new URL('../../locales/fa.json', import.meta.url), 'utf8')) as {
        ui: { action: { close: string } };
      };
      const persian = `"fa-IR": { dismiss: ${JSON.stringify(texts.ui.action.close)} },`;
      return { code: code.replace(FIRST_LANGUAGE, `${persian}${FIRST_LANGUAGE}`), map: null };
    },
  };
}
