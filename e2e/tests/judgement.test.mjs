// What people decide themselves: goals, benchmarks and thresholds, metrics of their own.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, nothingWrong, openDemo } from '../harness/demo.mjs';

let demo;
let server;
let visit;
let folder;

before(async () => {
  demo = await openDemo();
  ({ server, visit, folder } = demo);
});

after(() => demo?.close());

test('a goal is set on the page, has its pace beside the figure, and can be removed', async () => {
  const opened = await visit('/goals?q=orders');
  const { page } = opened;
  const form = page.locator('form').first();
  const metric = form.getByRole('combobox', { name: 'Metric' });
  await metric.fill('коэффициент оттока');
  await form.getByRole('option', { name: 'Customer churn', exact: true }).waitFor();
  await accessible(page);
  await metric.fill('Orders');
  await form.getByRole('option', { name: 'Orders', exact: true }).click();
  await form.getByLabel('First day').fill('2026-10-01');
  await form.getByLabel('Last day').fill('2026-12-31');
  await form.getByLabel('To reach').fill('twelve');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Write a number').waitFor();
  const number = form.getByLabel('To reach');
  assert.ok(await number.evaluate((field) => field === document.activeElement), 'the mistake has the focus');
  assert.match(await number.evaluate((field) => document.getElementById(field.getAttribute('aria-describedby')).textContent), /^Write a number/);
  await number.fill('12,345');
  await form.getByText('read as 12,345').waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Saved.').waitFor();
  const goal = (await server.get('/api/v1/goals')).find(({ target }) => target === '12345');
  assert.equal(goal.metric, 'orders');

  await page.goto(`${server.address}/metrics/orders?p=quarter`);
  const card = page.getByRole('region', { name: 'Goals' });
  await card.getByText('Reached so far').first().waitFor();
  const answer = await server.get('/api/v1/metrics/orders/query?p=quarter');
  const paced = answer.goals.find(({ key }) => key === goal.key);
  assert.equal(paced.verdict, 'behind', 'a tenth of that is the usual number');
  assert.ok(paced.expected > 0 && paced.expected < 12345);
  await card.getByText(/behind by/).first().waitFor();

  await page.goto(`${server.address}/goals`);
  await page.getByRole('region', { name: 'Running now' }).getByText(/behind by/).first().waitFor();
  await page.getByRole('searchbox', { name: 'Search by metric or part' }).fill('orders');
  await page.getByRole('link', { name: 'Net Promoter Score' }).waitFor({ state: 'detached' });
  const row = page.getByRole('row').filter({ hasText: /^Orders.*12\.3k/ });
  await row.getByRole('button', { name: 'Remove' }).click();
  await row.getByRole('button', { name: 'Keep' }).click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await row.getByRole('button', { name: 'Yes, remove' }).click();
  await row.waitFor({ state: 'detached' });
  await nothingWrong(opened);
});

test('a threshold speaks of its length of time, is converted visibly, and marks what is past it', async () => {
  const opened = await visit('/metrics/customer_churn_rate?p=quarter');
  const { page } = opened;
  const card = page.getByRole('region', { name: 'Benchmarks and thresholds' });
  await card.getByRole('button', { name: 'Change' }).click();
  await card.getByRole('button', { name: 'Add' }).click();
  await card.getByLabel('Value').fill('0.01');
  await card.getByLabel('For one').selectOption('month');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByText('0.01% a month').first().waitFor();
  await card.getByText('threshold passed').waitFor();
  await card.getByText(/for the period shown: 1 − \(1 − 0.01%\) to the power of/).waitFor();
  await nothingWrong(opened);
});

test('an own metric is checked while it is typed, holds at once, and its earlier text stays', async () => {
  const opened = await visit('/own');
  const { page } = opened;
  await page.getByRole('button', { name: 'New metric' }).click();
  const text = page.getByLabel('Definition');
  const first = await text.inputValue();
  await page.getByText('No mistakes.').waitFor();
  await text.fill(first.replace('fact: orders', 'fact: ordres'));
  await page.getByText(/Line 11:.*orders/).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save' }).isDisabled());
  await text.fill(first);
  await page.getByText('No mistakes.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await text.fill(`${first}# typed on`);
  await page.getByRole('link', { name: 'Open' }).first().waitFor();
  await page.waitForURL(/own\?q=metrics\/revenue\/large_orders\.yaml|q=metrics%2Frevenue/);
  await page.waitForLoadState('networkidle');
  assert.equal(await text.inputValue(), `${first}# typed on`, 'the first save leaves open what is typed after it');
  await page.getByRole('button', { name: 'New metric' }).click();
  const path = page.getByLabel('File', { exact: true });
  assert.equal(await path.inputValue(), 'metrics/revenue/large_orders_2.yaml');
  await path.fill('metrics/revenue/large_orders.yaml');
  await page.getByText('There is already a file of this name').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save' }).isDisabled());
  await page.goto(`${server.address}/metrics/large_orders`);
  await page.getByRole('heading', { level: 1, name: 'Large orders' }).waitFor();
  assert.equal(readFileSync(join(folder, 'catalogue/metrics/revenue/large_orders.yaml'), 'utf8'), first);
  const before = await server.get('/api/v1/metrics/large_orders/query?p=12m');

  await page.goto(`${server.address}/own?q=metrics/revenue/large_orders.yaml`);
  const second = first.replaceAll('10000', '5000').replace('version: 1', 'version: 2').replace('99.99', '49.99').replace('worth 100', 'worth 50');
  await page.getByLabel('Definition').fill(second);
  await page.getByText('No mistakes.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved; it holds from now on.').waitFor();
  const now = await server.get('/api/v1/metrics/large_orders/query?p=12m');
  assert.ok(now.figure.value.number > before.figure.value.number, 'a lower bound counts more orders');
  const board = await server.get('/api/v1/boards/overview?p=12m');
  assert.ok(board.groups.flatMap(({ tiles }) => tiles).some(({ metric }) => metric === 'large_orders'));

  await page.goto(`${server.address}/metrics/large_orders?p=12m`);
  await page.getByRole('button', { name: 'Beside the present one' }).click();
  const written = (number) => number.toLocaleString('en-GB');
  const would = `Version 1: it would be ${written(before.figure.value.number)} instead of ${written(now.figure.value.number)}.`;
  await page.getByText(would).waitFor();
  await page.getByRole('img', { name: would }).press('Home');
  const earliest = (answer) => written(answer.series[0].figure.value.number);
  await page.getByText(new RegExp(`: ${earliest(now)}, .*Version 1: ${earliest(before)}$`)).waitFor();
  await page.getByRole('radio', { name: 'Table' }).click();
  const table = page.getByRole('group', { name: 'Large orders' });
  await table.getByRole('columnheader', { name: 'Version 1' }).waitFor();
  await table.getByRole('cell', { name: earliest(before), exact: true }).first().waitFor();
  await page.getByRole('region', { name: 'Versions of the definition' }).getByRole('columnheader', { name: 'Version 1' }).waitFor();
  await nothingWrong(opened);
});

test('on a phone every place of the side bar can be reached', async () => {
  const opened = await visit('/', { viewport: { width: 360, height: 740 } });
  const { page } = opened;
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Pages' });
  for (const name of ['Cohorts', 'Goals', 'Calculator', 'Experiments', 'Own metrics']) assert.ok(await sheet.getByRole('link', { name }).isVisible(), name);
  await sheet.getByRole('button', { name: 'Dark theme' }).waitFor();
  await sheet.getByRole('link', { name: 'Goals' }).click();
  await page.getByRole('heading', { level: 1, name: 'Goals' }).waitFor();
  await sheet.waitFor({ state: 'detached' });
  await nothingWrong(opened);
});

test('goals, thresholds and own metrics fit a phone, in the dark and from right to left', async () => {
  for (const path of ['/goals?lang=fa', '/metrics/customer_churn_rate?p=quarter&lang=fa', '/own?lang=fa', '/experiments?lang=fa']) {
    const opened = await visit(path, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await opened.page.getByRole('heading', { level: 1 }).waitFor();
    await opened.page.waitForLoadState('networkidle');
    assert.equal(await opened.page.evaluate(() => document.documentElement.scrollWidth), 360, path);
    await nothingWrong(opened);
  }
});
