// The demo company as a visitor sees it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { nothingWrong, openDemo } from '../harness/demo.mjs';

const PERIOD = 'p=12m&vs=pp';
let demo;
let server;
let visit;

before(async () => {
  demo = await openDemo();
  ({ server, visit } = demo);
});

after(() => demo?.close());

test('the readiness line says how many metrics are computed', () => {
  assert.match(server.line, /http:\/\/127\.0\.0\.1:\d+/);
});

test('the overview shows figures of every group without a second question for them', async () => {
  const opened = await demo.blank();
  const asked = [];
  opened.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await opened.page.goto(`${server.address}/?${PERIOD}`, { waitUntil: 'load' });
  await opened.page.locator('[data-tile="revenue_net"]').waitFor();
  const values = await opened.page.locator('[data-tile]').count();
  assert.ok(values >= 20, `${values} tiles`);
  assert.ok(!asked.some((path) => path.startsWith('/api/v1/boards/')), 'the first board came with the document');
  // The picture of the README; copied to docs/images when the page has changed its looks.
  await opened.page.screenshot({ path: join(import.meta.dirname, '../output/overview.png') });
  await nothingWrong(opened);
});

test('tile, answer of the API and receipt show the same revenue', async () => {
  const answer = await server.get(`/api/v1/metrics/revenue_net/query?${PERIOD}`);
  const receipt = await server.get(`/api/v1/metrics/revenue_net/receipt?${PERIOD}`);
  const board = await server.get(`/api/v1/boards/overview?${PERIOD}`);
  const tile = board.groups.flatMap((group) => group.tiles).find((candidate) => candidate.metric === 'revenue_net');
  assert.equal(answer.figure.value.state, 'money');
  assert.deepEqual(tile.figure.value, answer.figure.value);
  assert.deepEqual(receipt.figure.value, answer.figure.value);
});

test('Persian mirrors the page', async () => {
  const opened = await visit(`/?${PERIOD}&lang=fa`);
  await opened.page.locator('[data-tile="revenue_net"]').waitFor();
  assert.equal(await opened.page.locator('html').getAttribute('dir'), 'rtl');
  assert.equal(await opened.page.locator('html').getAttribute('lang'), 'fa');
  const sideBar = await opened.page.getByRole('navigation').first().boundingBox();
  assert.ok(sideBar.x > 700, 'the side bar stands on the right');
  assert.match(await opened.page.locator('[data-tile="revenue_net"]').innerText(), /[۰-۹]/);
  await nothingWrong(opened);
});

test('a metric page opens its receipt', async () => {
  const opened = await visit(`/metrics/revenue_net?${PERIOD}#receipt`);
  const panel = opened.page.getByRole('complementary').last();
  await panel.getByText('SELECT', { exact: false }).first().waitFor({ state: 'attached' });
  await nothingWrong(opened);
});

test('the customers behind a number are listed, and one opens with its timeline', async () => {
  const opened = await visit(`/metrics/revenue_net/customers?${PERIOD}`);
  const customer = opened.page.locator('a[href*="/customers/"]').first();
  await customer.waitFor();
  await customer.click();
  await opened.page.waitForURL(/\/customers\//);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  await nothingWrong(opened);
});

test('customers are sorted by what they brought, and a head sorts them otherwise', async () => {
  const opened = await visit('/customers');
  const { page } = opened;
  const first = (column) => page.locator('tbody tr').first().locator('td').nth(column);
  await page.getByRole('columnheader', { name: 'Net revenue in all' }).waitFor();
  assert.equal(await page.getByRole('columnheader', { name: 'Net revenue in all' }).getAttribute('aria-sort'), 'descending');
  const list = await server.get('/api/v1/customers?sort=-orders');
  await page.getByRole('button', { name: 'Orders in all' }).click();
  await page.getByRole('columnheader', { name: 'Orders in all' }).and(page.locator('[aria-sort=descending]')).waitFor();
  await first(0).getByText(list.rows[0].name, { exact: true }).waitFor();
  assert.equal(await first(6).innerText(), list.rows[0].orders.toLocaleString('en-GB'));
  await nothingWrong(opened);
});

test('customers behind revenue add up to it again', async () => {
  let page = 0;
  let sum = 0;
  let total;
  while (page !== null) {
    const answer = await server.get(`/api/v1/metrics/revenue_net/customers?p=month&vs=none&page=${page}`);
    assert.ok(answer.adds_up);
    total = answer.total.value.amount;
    for (const row of answer.rows) sum += Number(row.figure.value.amount);
    page = answer.next_page;
  }
  assert.ok(Math.abs(sum - Number(total)) < 0.01, `${sum} against ${total}`);
});

test('360 pixels are enough', async () => {
  const opened = await visit(`/?${PERIOD}`, { viewport: { width: 360, height: 740 } });
  await opened.page.locator('[data-tile="revenue_net"]').waitFor();
  const width = await opened.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `the page is ${width} wide`);
  await nothingWrong(opened);
});

test('imports list the rows that did not go in', async () => {
  const imports = await server.get('/api/v1/imports');
  const withRejects = imports.find((candidate) => candidate.rows_rejected > 0);
  assert.ok(withRejects, 'the demo has a few malformed rows');
  const opened = await visit(`/imports/${withRejects.id}`);
  await opened.page.getByRole('table').first().waitFor();
  await nothingWrong(opened);
});
