/**
 * Styles must mirror by themselves in right-to-left languages, and colours must come from the tokens.
 * Fails with file and line on physical sides and on colours outside tokens.css.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = new URL('../src', import.meta.url).pathname;
const RULES = [
  {
    pattern: /(^|[\s;{])(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
    instead: 'use -inline-start or -inline-end',
  },
  { pattern: /(^|[\s;{])(left|right)\s*:/, instead: 'use inset-inline-start or inset-inline-end' },
  { pattern: /border-(top|bottom)-(left|right)-radius/, instead: 'use border-start-start-radius and its kin' },
  { pattern: /(text-align|float|clear)\s*:\s*(left|right)\b/, instead: 'use start or end' },
  { pattern: /#[0-9a-fA-F]{3,8}\b(?![^{]*\{)/, instead: 'use a token of tokens.css', except: 'tokens.css' },
];

const findings = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .flatMap((name) =>
    readFileSync(join(SOURCE, name), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        RULES.filter((rule) => rule.pattern.test(line) && !(rule.except && name.endsWith(rule.except))).map(
          (rule) => `src/${name}:${index + 1}: ${line.trim()}\n    ${rule.instead}`,
        ),
      ),
  );

if (findings.length > 0) {
  process.stderr.write(`${findings.join('\n')}\n`);
  process.exit(1);
}
