// One data folder: reached through the server that holds it, and its settings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json, run, serve, temporaryFolder } from '../harness/program.mjs';
import { SETTINGS, YEAR, addedUp, ask, figuresOf, inventOrders, writeMapping, writeOrders } from '../harness/orders.mjs';

/** The data versions that the server tells, one after the other. */
async function* versions(address, signal) {
  const response = await fetch(`${address}/api/v1/events`, { signal });
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      if (event.includes('event: data_version')) yield Number(event.match(/data: ?(\d+)/)[1]);
    }
  }
}

test('an import beside a server goes through it, and open pages hear of it', async (t) => {
  const folder = temporaryFolder(t);
  const data = join(folder, 'data');
  const [first, second] = [inventOrders(50, 30), inventOrders(70, 31)];
  const bring = (name, orders) => ['import', writeOrders(folder, name, orders), '--map', writeMapping(folder), '--data', data];
  await json([...bring('first.csv', first), ...SETTINGS]);
  const server = await serve(['serve', '--data', data]);
  const listening = new AbortController();
  t.after(async () => {
    listening.abort();
    await server.stop();
  });
  const heard = versions(server.address, listening.signal);
  const { value: before } = await heard.next();
  const [outcome] = await json(bring('second.csv', second));
  assert.equal(outcome.state, 'applied');
  assert.equal(outcome.rows_changed, second.length);
  const { value: then } = await heard.next();
  assert.ok(then > before, `${then} follows ${before}`);
  const answer = await server.get(`/api/v1/metrics/revenue_net/query?p=${YEAR}&vs=none`);
  assert.equal(answer.frame.data_version, then);
  assert.equal(Number(answer.figure.value.amount), addedUp([...first, ...second]).cents);
  assert.deepEqual(await figuresOf(data), addedUp([...first, ...second]), 'the command asks the server too');
  const rebuild = await run(['rebuild', '--data', data, '--json']);
  assert.equal(rebuild.code, 4, 'what needs the folder for itself is refused while it is served');
});

test('the first import fixes the settings; changed later, the figures follow', async (t) => {
  const folder = temporaryFolder(t);
  const data = join(folder, 'data');
  const file = join(folder, 'orders.csv');
  // 22:30 of the first in UTC is half past midnight of the second in Vilnius.
  writeFileSync(file, 'order,person,date,amount\no1,p1,2025-03-01T22:30:00Z,10.00\no2,p1,2025-03-01T12:00:00Z,5.00\n');
  const fixed = ['--zone', 'Europe/Vilnius', '--currency', 'EUR', '--week-start', '7', '--fiscal-year', '4', '--customer', 'person'];
  await json(['import', file, '--map', writeMapping(folder), '--data', data, '--yes', ...fixed]);
  const settings = await json(['settings', '--data', data]);
  assert.deepEqual(settings.calendar, { zone: 'Europe/Vilnius', week_start: 7, fiscal_start_month: 4 });
  assert.deepEqual([settings.currency, settings.customer_is], ['EUR', 'person']);
  const revenueOf = async (day) => (await ask(data, 'revenue_net', ['--period', day])).figure.value.amount;
  const weeks = async () => {
    const answer = await ask(data, 'orders', ['--grain', 'week', '--period', '2025-03-01..2025-03-03']);
    return answer.series.map((point) => [point.period.start, point.figure.value.number]);
  };
  assert.deepEqual([await revenueOf('2025-03-01'), await revenueOf('2025-03-02')], ['500', '1000']);
  assert.deepEqual(await weeks(), [['2025-03-01', 1], ['2025-03-02', 1]]);

  await json(['settings', '--data', data, '--zone', 'UTC', '--week-start', '1']);
  assert.deepEqual([await revenueOf('2025-03-01'), await revenueOf('2025-03-02')], ['1500', '0']);
  assert.deepEqual(await weeks(), [['2025-03-01', 2], ['2025-03-03', 0]]);

  const server = await serve(['serve', '--data', data]);
  t.after(() => server.stop());
  const workspace = await server.get('/api/v1/workspace');
  assert.deepEqual([workspace.zone, workspace.currency], ['UTC', 'EUR']);
});
