import { afterEach, expect, it, vi } from 'vitest';
import { saveOver } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

const sentHeaders = async (edited: number | undefined) => {
  const asked = vi.fn(() => Promise.resolve(new Response('{}', { status: 200 })));
  vi.stubGlobal('fetch', asked);
  await saveOver('definitions', edited, { path: 'a', text: 'b' });
  const [, init] = asked.mock.calls[0] as unknown as [string, RequestInit];
  return new Headers(init.headers);
};

it('names the version that was edited, and none for a new file', async () => {
  expect((await sentHeaders(3)).get('if-match')).toBe('"3"');
  const fresh = await sentHeaders(undefined);
  expect(fresh.get('if-match')).toBeNull();
  expect(fresh.get('content-type')).toBe('application/json');
});
