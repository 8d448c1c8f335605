/**
 * Writes the types of the API description; with `--check`, fails when the committed ones are not those.
 * `cargo xtask gen` renews the description and then runs this.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const DESCRIPTION = place('../../docs/reference/openapi.json');
const TYPES = place('../src/api/schema.d.ts');
const GENERATOR = place('../node_modules/openapi-typescript/bin/cli.js');

function write(target) {
  execFileSync(process.execPath, [GENERATOR, DESCRIPTION, '-o', target], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function check() {
  const folder = mkdtempSync(join(tmpdir(), 'pharos-types-'));
  try {
    const fresh = join(folder, 'schema.d.ts');
    write(fresh);
    if (read(fresh) === read(TYPES)) return;
    process.stderr.write('src/api/schema.d.ts is out of date with docs/reference/openapi.json; run `cargo xtask gen`\n');
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv.includes('--check')) check();
else write(TYPES);
