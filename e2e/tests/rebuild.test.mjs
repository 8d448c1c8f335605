// The figures come from the batches: the analytical file may be lost, damaged or made again.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  closeSync, cpSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync, writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from '../harness/program.mjs';
import { SETTINGS, addedUp, answers, figuresOf, inventOrders, seeded, writeMapping, writeOrders } from '../harness/orders.mjs';

const METRICS = ['orders', 'revenue_net', 'aov', 'new_customers', 'repeat_purchase_rate', 'purchase_gap_median'];
const ORDERS = inventOrders(3000, 20);
const BLOCK = 4096;

let folder;
let whole;
let expected;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pharos-rebuild-'));
  whole = join(folder, 'whole');
  await json(['import', writeOrders(folder, 'orders.csv', ORDERS), '--map', writeMapping(folder), '--data', whole, ...SETTINGS]);
  expected = await answers(whole, METRICS);
  assert.deepEqual(await figuresOf(whole), addedUp(ORDERS));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function copyOf(name) {
  const data = join(folder, name);
  cpSync(whole, data, { recursive: true });
  return { data, file: join(data, 'facts.duckdb') };
}

function overwrite(file, offset, bytes) {
  const open = openSync(file, 'r+');
  writeSync(open, bytes, 0, bytes.length, offset);
  closeSync(open);
}

function noise(length) {
  const random = seeded(4);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

function setAside(data) {
  return readdirSync(data).filter((name) => /^facts-.+-\d{8}T\d{6}Z\.duckdb$/.test(name));
}

test('a deleted analytical file is made again at the next start', async () => {
  const { data, file } = copyOf('deleted');
  rmSync(file);
  assert.deepEqual(await answers(data, METRICS), expected);
  assert.deepEqual(setAside(data), []);
});

const DAMAGES = {
  'its header overwritten': (file) => overwrite(file, 0, noise(BLOCK)),
  'both version headers overwritten': (file) => overwrite(file, BLOCK, noise(2 * BLOCK)),
  'its first block overwritten': (file) => overwrite(file, 3 * BLOCK, noise(BLOCK)),
  'its first half only': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  'a hundred bytes only': (file) => truncateSync(file, 100),
  'nothing but noise': (file) => writeFileSync(file, noise(50_000)),
};

for (const [what, damage] of Object.entries(DAMAGES)) {
  test(`an analytical file with ${what} is set aside and made again`, async () => {
    const { data, file } = copyOf(what.replaceAll(' ', '-'));
    damage(file);
    const damaged = readFileSync(file);
    assert.deepEqual(await answers(data, METRICS), expected);
    const aside = setAside(data);
    assert.equal(aside.length, 1, 'the damaged file is kept under a dated name');
    assert.ok(readFileSync(join(data, aside[0])).equals(damaged), 'as it was found');
  });
}

test('a log of noise beside the analytical file never shows in a figure', async () => {
  const { data, file } = copyOf('log');
  writeFileSync(`${file}.wal`, noise(50_000));
  assert.deepEqual(await answers(data, METRICS), expected);
});

test('damage anywhere inside the analytical file never shows in a figure', async () => {
  const { size } = statSync(join(whole, 'facts.duckdb'));
  let found = 0;
  for (let eighth = 1; eighth < 8; eighth += 1) {
    const { data, file } = copyOf(`inside-${eighth}`);
    overwrite(file, Math.floor((size * eighth) / 8), noise(BLOCK));
    assert.deepEqual(await answers(data, METRICS), expected, `${eighth}/8 into the file`);
    found += setAside(data).length;
    rmSync(data, { recursive: true });
  }
  assert.ok(found > 0, 'some of it lay where the data are');
});

test('a rebuild gives the same figures', async () => {
  const { data } = copyOf('rebuilt');
  const rebuilt = await json(['rebuild', '--data', data]);
  assert.equal(rebuilt.batches, 1);
  assert.deepEqual(await answers(data, METRICS), expected);
});

test('the same file again changes nothing, and neither do the same rows in another file', async () => {
  const { data } = copyOf('again');
  const map = writeMapping(folder);
  const bring = async (name, orders) =>
    (await json(['import', writeOrders(folder, name, orders), '--map', map, '--data', data]))[0];
  const version = async () => (await json(['query', 'orders', '--data', data])).frame.data_version;
  const [before, listed] = [await version(), await json(['imports', '--data', data])];
  const again = await bring('orders.csv', ORDERS);
  assert.equal(again.already_imported, true);
  assert.deepEqual(await json(['imports', '--data', data]), listed);
  assert.equal(await version(), before, 'nothing new to show');
  const shuffled = await bring('reversed.csv', ORDERS.toReversed());
  assert.equal(shuffled.already_imported, false);
  assert.deepEqual([shuffled.rows_changed, shuffled.rows_unchanged, shuffled.rows_rejected], [0, ORDERS.length, 0]);
  assert.deepEqual(await answers(data, METRICS), expected);
  // Only the log of imports has grown, which the metrics about imports read.
  assert.equal((await json(['imports', '--data', data])).length, listed.length + 1);
});
