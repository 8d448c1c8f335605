// The demo company behind a server, and its pages in a browser.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessibilityFindings, openBrowser, openPage } from './browser.mjs';
import { serve } from './program.mjs';

/** Makes a small company, serves it and opens a browser. */
export async function openDemo({ scale = '0.03' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pharos-demo-'));
  const server = await serve(['demo', '--data', folder, '--date', '2026-10-31', '--scale', scale]);
  const browser = await openBrowser();
  return {
    folder,
    server,
    /** An empty page, to listen to before one goes anywhere. */
    blank: (options) => openPage(browser, options),
    /** A page of the dashboard. */
    visit: async (path, options) => {
      const opened = await openPage(browser, options);
      await opened.page.goto(server.address + path, { waitUntil: 'load' });
      return opened;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing serious for a screen reader, once all figures have come and nothing is dimmed that waits for them. */
export async function accessible(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () =>
      document.querySelector('[data-dimmed]') === null &&
      document.getAnimations().every((animation) => !(animation instanceof CSSTransition)),
  );
  assert.deepEqual(await accessibilityFindings(page), []);
}

/** The page is accessible and complained of nothing; it is closed. */
export async function nothingWrong({ page, complaints, close }) {
  await accessible(page);
  assert.deepEqual(complaints, []);
  await close();
}
