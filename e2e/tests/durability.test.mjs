// What was acknowledged stays, whatever happens to the program.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM, json, run } from '../harness/program.mjs';
import { addedUp, figuresOf, inventOrders, seeded, writeMapping, writeOrders } from '../harness/orders.mjs';

const ROUNDS = 20;
const SETTINGS = ['--zone', 'Europe/Vilnius', '--currency', 'EUR', '--customer', 'person', '--yes'];
const SIZES = [900, 400, 1300, 200, 1100, 700, 500, 1000];
const EARLIER = inventOrders(300, 1);

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), 'pharos-durability-'))));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Files of one kind, a folder with one import that came in undisturbed, and how long the rest takes. */
async function prepare(numbered) {
  const place = join(folder, numbered ? 'numbered' : 'unnumbered');
  mkdirSync(place);
  const map = writeMapping(place, numbered);
  const parts = SIZES.map((size, index) => inventOrders(size, 10 + index));
  const files = parts.map((orders, index) => writeOrders(place, `orders-${index}.csv`, orders, numbered));
  const base = join(place, 'base');
  const earlier = writeOrders(place, 'earlier.csv', EARLIER, numbered);
  await json(['import', earlier, '--map', map, '--data', base, ...SETTINGS]);
  const start = (data) => ['import', ...files, '--map', map, '--data', data];
  const trial = join(place, 'trial');
  cpSync(base, trial, { recursive: true });
  const began = performance.now();
  await json(start(trial));
  return { place, base, parts, start, length: performance.now() - began, all: [EARLIER, ...parts].flat() };
}

/** Starts the program and kills it when `moment` resolves; false when it had ended by itself. */
async function killed(args, moment) {
  const child = spawn(PROGRAM, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  await Promise.race([moment(), ended]);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

function batchFiles(data) {
  return readdirSync(join(data, 'batches')).sort();
}

/** Checks a folder after a kill against the ledger, the batch files and the orders themselves. */
async function checkSurvivors(data, parts, left) {
  const imports = (await json(['imports', '--data', data])).reverse();
  const acknowledged = imports.map((one) => one.rows_changed + one.rows_unchanged + one.rows_rejected);
  assert.equal(acknowledged[0], EARLIER.length, 'what came in before is untouched');
  const found = [...EARLIER];
  parts.forEach((orders, index) => {
    const rows = acknowledged[index + 1] ?? 0;
    assert.ok(rows === 0 || rows === orders.length, `a file of one batch is in as a whole or not at all: ${rows}`);
    if (imports[index + 1]?.state === 'applied') assert.equal(rows, orders.length, 'a finished file is whole');
    found.push(...orders.slice(0, rows));
  });
  assert.deepEqual(await figuresOf(data), addedUp(found), 'the figures are those of the acknowledged rows');
  // A batch is begun when the one before it is acknowledged, so only the newest file may be gone.
  const kept = batchFiles(data);
  for (const file of left.slice(0, -1)) assert.ok(kept.includes(file), `${file} was acknowledged`);
  assert.equal(kept.length, acknowledged.filter((rows) => rows > 0).length, 'no file without acknowledgement stays');
  assert.ok(imports.every((one) => one.state === 'applied' || one.state === 'interrupted'), JSON.stringify(imports));
  const findings = await run(['doctor', '--data', data, '--json']);
  const broken = JSON.parse(findings.stdout).filter((finding) => finding.broken).map((finding) => finding.code);
  assert.ok(broken.every((code) => code === 'unfinished'), findings.stdout);
  return kept.length - 1;
}

for (const numbered of [true, false]) {
  const what = numbered ? 'orders with numbers' : 'rows without an id';
  test(`an import of ${what} killed at ${ROUNDS / 2} random points keeps every acknowledged row`, async (t) => {
    const { place, base, parts, start, length, all } = await prepare(numbered);
    const random = seeded(numbered ? 7 : 8);
    const survived = [];
    for (let attempt = 0; survived.length < ROUNDS / 2; attempt += 1) {
      assert.ok(attempt < ROUNDS * 2, 'the program ends before it is killed');
      const data = join(place, `round-${attempt}`);
      cpSync(base, data, { recursive: true });
      const wait = random() * length;
      const moment = () => new Promise((resolve) => setTimeout(resolve, wait));
      if (!(await killed(start(data), moment))) continue;
      survived.push(await checkSurvivors(data, parts, batchFiles(data)));
      await json(start(data));
      assert.deepEqual(await figuresOf(data), addedUp(all), 'the whole import afterwards: none lost, none doubled');
      rmSync(data, { recursive: true, force: true });
    }
    t.diagnostic(`files acknowledged at each kill, of ${parts.length}: ${survived.join(' ')}`);
  });
}

test('a file of several batches killed after the first keeps the batch, and the rest follows', async () => {
  const data = join(folder, 'large');
  const orders = inventOrders(60_000, 3);
  const file = writeOrders(folder, 'large.csv', orders);
  const args = ['import', file, '--map', writeMapping(folder), '--data', data, ...SETTINGS];
  mkdirSync(join(data, 'batches'), { recursive: true });
  const second = (name) => /-00002\.parquet/.test(name ?? '');
  const moment = () =>
    new Promise((resolve) => {
      const watching = watch(join(data, 'batches'), (_event, name) => {
        if (second(name)) resolve(watching.close());
      });
    });
  assert.ok(await killed(args, moment), 'the program was killed in the middle');
  const [only] = await json(['imports', '--data', data]);
  const rows = only.rows_changed + only.rows_unchanged;
  assert.ok(rows >= 50_000 && rows <= orders.length, `${rows} rows are acknowledged`);
  assert.deepEqual(await figuresOf(data), addedUp(orders.slice(0, rows)));
  await json(args);
  assert.deepEqual(await figuresOf(data), addedUp(orders));
  assert.ok(existsSync(join(data, 'batches', '00000002-00002.parquet')));
});
