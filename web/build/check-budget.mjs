/**
 * What the first board downloads, gzipped: the entry, everything it imports at once, and the largest language.
 * Lazily loaded chunks must stay under 60 KB each.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const KB = 1024;
const LIMITS = { script: 250 * KB, style: 15 * KB, chunk: 60 * KB };
const DIST = new URL('../dist', import.meta.url).pathname;
const zipped = (path) => statSync(join(DIST, `${path}.gz`)).size;

const document = readFileSync(join(DIST, 'index.html'), 'utf8');
const named = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);

/** Files a script imports before it runs; `import(…)` is not among them. */
function withImports(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = readFileSync(join(DIST, path), 'utf8');
  for (const match of text.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g)) withImports(`assets/${match[1]}`, seen);
  return seen;
}

const entry = new Set(named.filter((path) => path.endsWith('.js')).flatMap((path) => [...withImports(path)]));
const all = readdirSync(join(DIST, 'assets')).map((name) => `assets/${name}`);
const tags = readdirSync(new URL('../../locales', import.meta.url)).map((name) => name.replace('.json', ''));
const languages = all.filter((path) => tags.some((tag) => path.startsWith(`assets/${tag}-`) && path.endsWith('.js')));
const largestLanguage = Math.max(0, ...languages.map(zipped));
const script = [...entry].reduce((sum, path) => sum + zipped(path), 0) + largestLanguage;
const style = named.filter((path) => path.endsWith('.css')).reduce((sum, path) => sum + zipped(path), 0);
const heavy = all.filter((path) => path.endsWith('.js') && !entry.has(path) && zipped(path) > LIMITS.chunk);

const inKb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
process.stdout.write(`first board: scripts ${inKb(script)} (language ${inKb(largestLanguage)}), styles ${inKb(style)}, gzipped\n`);

const problems = [
  script > LIMITS.script && `scripts exceed ${inKb(LIMITS.script)}`,
  style > LIMITS.style && `styles exceed ${inKb(LIMITS.style)}`,
  ...heavy.map((path) => `${path} is ${inKb(zipped(path))}, a lazy chunk may have ${inKb(LIMITS.chunk)}`),
].filter(Boolean);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
