// The calculator and experiments as a visitor uses them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nothingWrong, openDemo } from '../harness/demo.mjs';

let demo;
let server;
let visit;

before(async () => {
  demo = await openDemo({ scale: '0.01' });
  ({ server, visit } = demo);
});

after(() => demo?.close());

test('numbers give figures while one types, and the address holds them', async () => {
  const opened = await visit('/');
  const { page } = opened;
  await page.getByRole('link', { name: 'Calculator' }).click();
  await page.getByLabel('Customers at the start').fill('1,000');
  await page.getByLabel('Of these, lost', { exact: true }).fill('30');
  await page.getByText('= 30 ÷ 1,000').waitFor();
  await page.getByText('for a year: 30.62%').waitFor();
  const address = new URL(page.url());
  assert.equal(address.searchParams.get('param.customers_start'), '1000');
  const again = await visit(address.pathname + address.search + '&lang=de');
  await again.page.getByText('= 30 ÷ 1.000').waitFor();
  await nothingWrong(again);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByText('= 30 ÷ 1,000').waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Customers at the start').inputValue(), '');
  await nothingWrong(opened);
});

test('typed groups get a verdict in words, with what has to be known first', async () => {
  const opened = await visit('/experiments');
  const { page } = opened;
  const members = page.getByLabel('Members', { exact: true });
  const successes = page.getByLabel('Successes', { exact: true });
  await members.nth(0).fill('44700');
  await successes.nth(0).fill('8502');
  await members.nth(1).fill('45489');
  await successes.nth(1).fill('8279');
  await page.getByText('B is worse than A by 0.31 pp to 1.33 pp.').waitFor();
  await page.getByText('Something is wrong with the assignment').waitFor();
  await nothingWrong(opened);
});

test('an experiment that is in the data is a click away', async () => {
  const opened = await visit('/experiments');
  const { page } = opened;
  await page.getByRole('link', { name: 'Campaign response by Variant' }).click();
  await page.getByRole('row', { name: /^question/ }).waitFor();
  await page.getByRole('row', { name: /^statement/ }).waitFor();
  await nothingWrong(opened);
});

test('groups of the data are compared by a metric', async () => {
  const opened = await visit('/experiments?param.from=data&p=12m');
  const { page } = opened;
  await page.getByLabel('Metric', { exact: true }).selectOption('aov');
  await page.getByLabel('Groups by').selectOption('channel');
  await page.getByText('The groups were not drawn by lot').waitFor();
  assert.ok((await page.getByRole('row').count()) > 2);
  await nothingWrong(opened);
});

test('both pages fit a phone, dark and from right to left', async () => {
  for (const path of ['/calculator?param.promoters=5&param.passives=3&param.detractors=2&lang=fa', '/experiments?param.groups=A:90:30|B:90:20&lang=fa']) {
    const opened = await visit(path, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await opened.page.getByRole('heading', { level: 1 }).waitFor();
    await opened.page.locator('output, [data-kind]').first().waitFor();
    const beyond = await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `${path}: ${beyond} px too wide`);
    await nothingWrong(opened);
  }
});
