// What was acknowledged stays, wherever the program is killed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM, json } from '../harness/program.mjs';
import { SETTINGS, addedUp, figuresOf, inventOrders, seeded, writeMapping, writeOrders } from '../harness/orders.mjs';

const ROUNDS = 20;
const SIZES = [300, 100, 400, 50, 200, 150];
const EARLIER = inventOrders(100, 1);

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), 'pharos-durability-'))));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Files of one kind, a folder into which one came undisturbed, and how long the others take. */
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
  return { place, base, parts, start, length: performance.now() - began };
}

/** Starts the program and kills it when `moment` has come; false when it had ended by itself. */
async function killed(args, moment) {
  const child = spawn(PROGRAM, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  await Promise.race([moment, ended]);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

function afterMilliseconds(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Comes when a batch file shows whose name ends so; what is left of its landing is cut off. */
function whenLanding(data, ending) {
  return new Promise((resolve) => {
    const watching = watch(join(data, 'batches'), (_event, name) => {
      if (!name?.includes(ending)) return;
      watching.close();
      resolve();
    });
    watching.unref();
  });
}

function batchFiles(data) {
  return readdirSync(join(data, 'batches')).sort();
}

/** Checks a folder after a kill: ledger, batch files and figures tell the same, and nothing is lost. */
async function checkSurvivors(data, parts) {
  const left = batchFiles(data);
  const imports = (await json(['imports', '--data', data])).reverse();
  const acknowledged = imports.map((one) => one.rows_changed + one.rows_unchanged + one.rows_rejected);
  assert.equal(acknowledged[0], EARLIER.length, 'what came in before is untouched');
  const found = [...EARLIER];
  parts.forEach((orders, index) => {
    const [one, rows] = [imports[index + 1], acknowledged[index + 1] ?? 0];
    assert.ok(rows === 0 || rows === orders.length, `${rows} rows: a batch is in as a whole or not at all`);
    if (one) assert.ok(['applied', 'interrupted'].includes(one.state), `${one.file} is ${one.state}`);
    if (one?.state === 'applied') assert.equal(rows, orders.length, 'a finished file is whole');
    found.push(...orders.slice(0, rows));
  });
  assert.deepEqual(await figuresOf(data), addedUp(found), 'the figures are those of the acknowledged rows');
  const kept = batchFiles(data);
  // A batch is begun when the one before it is acknowledged, so only the newest may be gone.
  for (const file of left.slice(0, -1)) assert.ok(kept.includes(file), `${file} was acknowledged`);
  assert.equal(kept.length, acknowledged.filter((rows) => rows > 0).length, 'nothing unacknowledged stays');
  return kept.length - 1;
}

for (const numbered of [true, false]) {
  const what = numbered ? 'orders with numbers' : 'rows without an id';
  test(`an import of ${what}, killed ${ROUNDS / 2} times, keeps every acknowledged row`, async (t) => {
    const { place, base, parts, start, length } = await prepare(numbered);
    const random = seeded(numbered ? 7 : 8);
    const survived = [];
    for (let attempt = 0; survived.length < ROUNDS / 2; attempt += 1) {
      assert.ok(attempt < ROUNDS * 2, 'the program is killed before it ends');
      const data = join(place, `round-${attempt}`);
      cpSync(base, data, { recursive: true });
      const point = random();
      // Landing is short beside starting and deriving, so every second kill is aimed at it.
      const landing = `${2 + Math.floor(point * parts.length)}-00001.parquet`;
      const moment = attempt % 2 ? whenLanding(data, landing) : afterMilliseconds(point * length);
      if (!(await killed(start(data), moment))) continue;
      survived.push(await checkSurvivors(data, parts));
      await json(start(data));
      const whole = addedUp([EARLIER, ...parts].flat());
      assert.deepEqual(await figuresOf(data), whole, 'the same import afterwards: none lost, none doubled');
      rmSync(data, { recursive: true, force: true });
    }
    t.diagnostic(`of ${parts.length} files acknowledged at the kills: ${survived.join(' ')}`);
  });
}

test('a large file killed in its second batch keeps the first, and importing it again brings the rest', async () => {
  const data = join(folder, 'large');
  const orders = inventOrders(50_500, 3);
  const file = writeOrders(folder, 'large.csv', orders);
  const args = ['import', file, '--map', writeMapping(folder), '--data', data, ...SETTINGS];
  mkdirSync(join(data, 'batches'), { recursive: true });
  assert.ok(await killed(args, whenLanding(data, '-00002.parquet')), 'the program was killed in the middle');
  const [only] = await json(['imports', '--data', data]);
  const rows = only.rows_changed + only.rows_unchanged;
  assert.ok(rows >= 50_000 && rows <= orders.length, `${rows} rows are acknowledged`);
  assert.deepEqual(await figuresOf(data), addedUp(orders.slice(0, rows)));
  await json(args);
  assert.deepEqual(await figuresOf(data), addedUp(orders));
});
