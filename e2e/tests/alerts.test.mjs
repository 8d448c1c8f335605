// What needs attention: the list of the page, of the API and of the command line.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, openPage } from '../harness/browser.mjs';
import { nothingWrong } from '../harness/demo.mjs';
import { SETTINGS, writeMapping } from '../harness/orders.mjs';
import { json, run, serve } from '../harness/program.mjs';

/** Four orders in January, two in February. */
const ORDERS = `order,date,person,amount
1,2025-01-03,Anna,10.00
2,2025-01-09,Anna,10.00
3,2025-01-20,Boris,10.00
4,2025-01-21,Boris,10.00
5,2025-02-03,Anna,10.00
6,2025-02-20,Boris,10.00
`;

let folder;
let data;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pharos-alerts-'));
  data = join(folder, 'data');
  const file = join(folder, 'orders.csv');
  writeFileSync(file, ORDERS);
  await json(['import', file, '--map', writeMapping(folder), '--data', data, ...SETTINGS]);
  server = await serve(['serve', '--data', data]);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(path, options) {
  const opened = await openPage(browser, options);
  await opened.page.goto(server.address + path, { waitUntil: 'load' });
  return opened;
}

const alerts = (...more) => run(['alerts', '--data', data, '--period', '2025-02', '--lang', 'en', ...more]);

test('where nothing is watched the page says how to begin', async () => {
  const opened = await visit('/alerts?p=2025-02');
  await opened.page.getByText('Nothing is watched yet.').waitFor();
  assert.equal((await alerts()).code, 0);
  await nothingWrong(opened);
});

test('a crossed threshold is listed in words, counted beside the entry, and leads to its metric', async () => {
  for (const [metric, bound] of [['orders', '3/month'], ['aov', '5/month']]) {
    const { code, stderr } = await run(['marks', metric, '--bad-below', bound, '--data', data]);
    assert.equal(code, 0, stderr);
  }
  const opened = await visit('/alerts?p=2025-02');
  const { page } = opened;
  const row = page.getByRole('row').filter({ hasText: 'below the threshold of 3 a month' });
  await row.getByText('not in the period before').waitFor();
  await row.getByText('threshold', { exact: true }).waitFor();
  assert.equal(await page.getByRole('row').count(), 2, 'the head and one alert: the mean of 10.00 is above 5.00');
  await page.getByText('2 metrics are watched').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Alerts 1 alert' }).first().waitFor();
  const answer = await server.get('/api/v1/alerts?p=2025-02');
  assert.deepEqual(answer.alerts.map(({ metric, kind, figure }) => [metric, kind, figure.value.number]), [['orders', 'threshold', 2]]);
  const { code, stdout } = await alerts();
  assert.equal(code, 6);
  assert.match(stdout, /Orders: 2 – below the threshold of 3 a month; not in the period before/);
  await row.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  assert.match(page.url(), /p=2025-02/);
  await nothingWrong(opened);
});

test('on a phone and from right to left nothing is cut off', async () => {
  const opened = await visit('/alerts?p=2025-02&lang=fa', { viewport: { width: 360, height: 740 } });
  const { page } = opened;
  await page.getByRole('row').nth(1).waitFor();
  const { wide, shown } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, shown: innerWidth }));
  assert.ok(wide <= shown, `${wide} of ${shown}`);
  await nothingWrong(opened);
});
