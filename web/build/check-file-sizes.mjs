/** No source file above 800 lines: a longer one hides two things. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 800;
const ROOT = new URL('..', import.meta.url).pathname;
const long = ['src', 'mock', 'build'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs|css)$/.test(name) && !name.endsWith('schema.d.ts'))
    .map((name) => ({ name: `${folder}/${name}`, lines: readFileSync(join(ROOT, folder, name), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > LIMIT),
);
if (long.length > 0) {
  process.stderr.write(long.map(({ name, lines }) => `${name}: ${lines} lines, ${LIMIT} are allowed\n`).join(''));
  process.exit(1);
}
