// Answers that are not one number: why a figure changed, tables of cohorts, and funnels.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, nothingWrong, openDemo } from '../harness/demo.mjs';

let demo;
let server;
let visit;

before(async () => {
  demo = await openDemo();
  ({ server, visit } = demo);
});

after(() => demo?.close());

/** Minor units as whole millionths, which floating numbers would lose. */
const millionths = (text) => {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
  return text.startsWith('-') ? -size : size;
};

test('the causes of every dimension add up to the change in the last digit', async () => {
  for (const metric of ['revenue_net', 'aov', 'mrr']) {
    const answer = await server.get(`/api/v1/metrics/${metric}/why?p=last_quarter`);
    const split = answer.dimensions.filter(({ state }) => state === 'split');
    assert.ok(split.length > 0, metric);
    for (const { dimension, parts, rest } of split) {
      const effects = [...parts.map(({ effect }) => effect), ...(rest ? [rest] : [])];
      const sum = effects.reduce((total, effect) => total + millionths(effect), 0n);
      assert.equal(sum, millionths(answer.difference), `${metric} by ${dimension}`);
    }
  }
});

test('w explains a change, another dimension explains it anew, and a cause opens its customers', async () => {
  const opened = await visit('/metrics/revenue_net?p=last_quarter&vs=pp');
  const { page } = opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('w');
  const card = page.getByRole('region', { name: 'Why did it change?' });
  await card.getByRole('listitem').first().waitFor();
  assert.match(page.url(), /#why$/);
  await card.getByRole('tab', { name: 'Country' }).click();
  const cause = card.getByRole('listitem').getByRole('link').first();
  await cause.waitFor();
  await accessible(page);
  await cause.click();
  await page.getByRole('heading', { name: /^Customers behind/ }).waitFor();
  assert.match(decodeURIComponent(new URL(page.url()).search), /f=country:/);
  await nothingWrong(opened);
});

test('parts that another metric tells are offered, with the way there', async () => {
  const opened = await visit('/metrics/orders?p=last_quarter');
  const { page } = opened;
  await page.getByRole('tab', { name: 'Product', exact: true }).click();
  await page.getByText('“Orders” has no parts by “Product”').waitFor();
  await accessible(page);
  await page.getByRole('link', { name: 'Orders with the product by Product' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders with the product' }).waitFor();
  await page.getByRole('tab', { name: 'Product', exact: true, selected: true }).waitFor();
  await page.getByRole('button', { name: /House blend|Dark roast/ }).first().waitFor();
  await nothingWrong(opened);
});

test('a median says why it cannot be split', async () => {
  const opened = await visit('/metrics/first_response_time?p=last_quarter#why');
  await opened.page.getByText('A median has no exact split').waitFor();
  await nothingWrong(opened);
});

test('the table of cohorts starts at 100 %, is empty where nobody has been yet, and opens its customers', async () => {
  const answer = await server.get('/api/v1/metrics/cohort_retention/cohorts?p=2026-05-01..2026-10-31');
  assert.equal(answer.rows.length, 6);
  for (const { size, cells } of answer.rows) {
    assert.equal(cells[0].figure.value.number, 1);
    assert.equal(cells[0].figure.denominator, String(size));
  }
  assert.equal(answer.rows[5].cells[1].figure.value.reason, 'not_observed_yet');

  const opened = await visit('/cohorts?p=2026-05-01..2026-10-31');
  const { page } = opened;
  const row = page.getByRole('row', { name: /^May 2026/ });
  await row.waitFor();
  const cell = row.getByRole('link').nth(1);
  const { numerator, denominator } = answer.rows[0].cells[1].figure;
  assert.match((await cell.getAttribute('title')) ?? '', new RegExp(`${numerator} of ${denominator}`));
  await accessible(page);
  await cell.click();
  await page.getByText(`${numerator} of ${denominator} customers: exactly`).waitFor();
  await nothingWrong(opened);
});

test('cohorts can be seen as curves and as money, on a phone and from right to left', async () => {
  const opened = await visit('/cohorts?p=12m');
  const { page } = opened;
  await page.getByRole('radio', { name: 'Money' }).click();
  await page.getByRole('link', { name: /^€/ }).first().waitFor();
  assert.match(page.url(), /show=money/);
  await page.keyboard.press('t');
  await page.getByRole('img', { name: /Cohort revenue retention/ }).waitFor();
  await nothingWrong(opened);

  const phone = await visit('/cohorts?p=12m&lang=fa', { viewport: { width: 360, height: 740 } });
  await phone.page.getByRole('table').waitFor();
  assert.equal(await phone.page.evaluate(() => document.documentElement.scrollWidth), 360);
  await nothingWrong(phone);
});

test('funnels never grow, and what stands on the bars is what the answer says', async () => {
  for (const [metric, first] of [['web_funnel', 'visit'], ['lead_funnel', 'lead_created'], ['pipeline_funnel', 'deal_opened']]) {
    const { steps } = await server.get(`/api/v1/metrics/${metric}/funnel?p=12m`);
    assert.equal(steps[0].step, first);
    assert.ok(steps.length > 3 && steps.at(-1).reached > 0, metric);
    for (const [index, { step, reached, step_rate: rate }] of steps.entries()) {
      assert.ok(index === 0 || reached <= steps[index - 1].reached, `${metric}: ${step}`);
      assert.deepEqual([rate?.numerator, rate?.denominator], index === 0 ? [undefined, undefined] : [String(reached), String(steps[index - 1].reached)]);
    }
  }
});

test('a funnel is chosen, seen as bars and as a table, and opens the customers of a step, with the keyboard', async () => {
  const { steps } = await server.get('/api/v1/metrics/pipeline_funnel/funnel?p=12m');
  const won = steps.at(-1);
  const opened = await visit('/funnel?p=12m');
  const { page } = opened;
  await page.getByRole('radio', { name: 'Pipeline funnel' }).click();
  const bar = page.getByRole('link', { name: new RegExp(`^Won ?${won.reached} ?`) });
  await bar.waitFor();
  assert.match(page.url(), /show=pipeline_funnel/);
  assert.equal(await page.getByText(/went on$/).count(), steps.length - 1);
  await accessible(page);
  await page.keyboard.press('t');
  const row = page.getByRole('row', { name: /^Won/ });
  await row.waitFor();
  assert.deepEqual((await row.getByRole('cell').allInnerTexts()).slice(0, 2), ['Won', String(won.reached)]);
  await accessible(page);
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.getByText(/Together they give exactly/).waitFor();
  await page.getByText('Won', { exact: false }).first().waitFor();
  await nothingWrong(opened);
});

test('funnels fit a phone, from right to left and in the dark', async () => {
  for (const view of ['', '&view=table']) {
    const opened = await visit(`/funnel?p=12m&show=lead_funnel&lang=fa${view}`, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await opened.page.getByRole('link', { name: /برد/ }).waitFor();
    assert.equal(await opened.page.evaluate(() => document.documentElement.scrollWidth), 360);
    await nothingWrong(opened);
  }
});

test('constant exchange rates are a button where there are several currencies, and stay while one walks', async () => {
  const opened = await visit('/metrics/revenue_net?p=2026-09');
  const { page } = opened;
  await page.getByRole('button', { name: 'Constant rates' }).click();
  await page.getByRole('button', { name: /^Rates of 30 Sept? 2026$/, pressed: true }).waitFor();
  assert.match(page.url(), /fx=2026-09-30/);
  await accessible(page);
  await page.getByRole('link', { name: 'Funnel' }).click();
  await page.getByRole('button', { name: /^Rates of 30 Sept? 2026$/ }).click();
  await page.getByRole('button', { name: 'Constant rates', pressed: false }).waitFor();
  assert.doesNotMatch(page.url(), /fx=/);
  await nothingWrong(opened);
});

test('the funnel of the site opens its customers', async () => {
  const opened = await visit('/funnel?p=12m');
  const { page } = opened;
  await page.getByRole('link', { name: /^Purchase/ }).click();
  await page.getByText(/Together they give exactly/).waitFor();
  await nothingWrong(opened);
});
