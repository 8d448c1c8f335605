// Invented orders, and what the program says about them, next to what adding them up here gives.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json, serve } from './program.mjs';

/** All orders lie in this year. */
export const YEAR = '2025-01-01..2025-12-31';

/** Settings of a first import. */
export const SETTINGS = ['--zone', 'Europe/Vilnius', '--currency', 'EUR', '--customer', 'person', '--yes'];

const WITH_ID = `mapping: 1
source: shop
object: order
entities:
  - entity: sales_document
    id: order
    fields:
      kind: { constant: order }
      status: { constant: fulfilled }
      issued_at: date
      person_id: person
      net: amount
  - entity: person
    id: person
    fields:
      full_name: person
`;

/** Without an id of its own a row is known by its content and by how often it came before. */
const WITHOUT_ID = WITH_ID.replace('    id: order\n', '').replace('source: shop', 'source: till');

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Orders as they stand in one file; some repeat in everything but their number, none those of another seed. */
export function inventOrders(count, seed) {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10);
    return { order: `${seed}-${index}`, person: `p${seed}-${Math.floor(random() * 4)}`, date: day, cents: 100 + Math.floor(random() * 3) };
  });
}

/** Writes one CSV file of orders; without numbers when the mapping has no use for them. */
export function writeOrders(folder, name, orders, numbered = true) {
  const path = join(folder, name);
  const cells = ({ order, person, date, cents }) => [...(numbered ? [order] : []), person, date, (cents / 100).toFixed(2)];
  const header = [...(numbered ? ['order'] : []), 'person', 'date', 'amount'];
  writeFileSync(path, [header, ...orders.map(cells)].map((row) => `${row.join(',')}\n`).join(''));
  return path;
}

/** Writes the mapping of those files. */
export function writeMapping(folder, numbered = true) {
  const path = join(folder, numbered ? 'numbered.yaml' : 'unnumbered.yaml');
  writeFileSync(path, numbered ? WITH_ID : WITHOUT_ID);
  return path;
}

/** How many orders and how many cents, added up here. */
export function addedUp(orders) {
  return { orders: orders.length, cents: orders.reduce((sum, { cents }) => sum + cents, 0) };
}

/** How many orders and how many cents, as the program answers. */
export async function figuresOf(data) {
  const { n, value } = (await ask(data, 'revenue_net')).figure;
  return { orders: n, cents: Number(value.amount ?? 0) };
}

/** The whole answer about a metric, of the year unless the flags say more. */
export function ask(data, metric, more = ['--period', YEAR]) {
  return json(['query', metric, '--data', data, '--vs', 'none', ...more]);
}

/** Answers of a server started on the folder, without what may differ when no figure has: version and moment. */
export async function answers(data, metrics) {
  const server = await serve(['serve', '--data', data]);
  try {
    const all = {};
    for (const metric of metrics) {
      const { frame, ...answer } = await server.get(`/api/v1/metrics/${metric}/query?p=${YEAR}&vs=none`);
      const { data_version: _version, as_of: _moment, ...lasting } = frame;
      all[metric] = { ...answer, frame: lasting };
    }
    return all;
  } finally {
    await server.stop();
  }
}
