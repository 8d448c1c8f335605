import { compileMessage, type CompiledMessage } from '@lingui/message-utils/compileMessage';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Texts of the command line and of mails are not needed in a browser. */
const NOT_FOR_THE_PAGE = new Set(['cli', 'mail', 'demo']);

const FOLDER = fileURLToPath(new URL('../../locales/', import.meta.url));
const LIST = 'virtual:languages';
const ONE = 'virtual:language/';

type Tree = { [key: string]: string | Tree };

/** `{a: {b: "text"}}` as `{"a.b": compiled text}`. */
export function compileTree(tree: Tree, prefix = ''): Record<string, CompiledMessage> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, node]) =>
      typeof node === 'string'
        ? [[prefix + key, compileMessage(node)]]
        : Object.entries(compileTree(node, `${prefix}${key}.`)),
    ),
  );
}

function readLanguage(tag: string): Record<string, CompiledMessage> {
  const tree = JSON.parse(readFileSync(`${FOLDER}${tag}.json`, 'utf8')) as Tree;
  const all = compileTree(Object.fromEntries(Object.entries(tree).filter(([root]) => !NOT_FOR_THE_PAGE.has(root))));
  // The server searches synonyms, in all languages at once.
  return Object.fromEntries(Object.entries(all).filter(([key]) => !/^metrics\.[^.]+\.synonyms$/.test(key)));
}

/** Every file of /locales becomes a lazily loaded module; a new language needs no other change. */
export function languages(): Plugin {
  return {
    name: 'pharos-languages',
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${LIST}`) {
        const tags = readdirSync(FOLDER)
          .filter((name) => name.endsWith('.json'))
          .map((name) => name.slice(0, -'.json'.length));
        const entries = tags.map((tag) => `${JSON.stringify(tag)}: () => import("${ONE}${tag}")`);
        return `export const languages = {${entries.join(',')}};`;
      }
      if (id.startsWith(`\0${ONE}`)) {
        const tag = id.slice(ONE.length + 1);
        this.addWatchFile(`${FOLDER}${tag}.json`);
        return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(readLanguage(tag)))});`;
      }
      return undefined;
    },
  };
}
