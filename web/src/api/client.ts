import type { ApiError } from './types.ts';

/** An answer the server refused, or no answer at all (`code` is then `unreachable`). */
export class RequestFailed extends Error {
  readonly status: number;
  readonly problem: ApiError;

  constructor(status: number, problem: ApiError) {
    super(problem.message);
    this.name = 'RequestFailed';
    this.status = status;
    this.problem = problem;
  }
}

export type Search = Record<string, string | undefined>;

/** `a=1&b=2`, in a stable order, without empty entries: also the key under which answers are cached. */
export function searchText(search: Search): string {
  const filled = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return new URLSearchParams(filled.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

function addressOf(path: string, search: Search): string {
  const text = searchText(search);
  return `/api/v1/${path}${text ? `?${text}` : ''}`;
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const problem = await response.json().then(
    (body: ApiError) => body,
    () => ({ code: 'unreadable', message: response.statusText, hint: '' }),
  );
  throw new RequestFailed(response.status, problem);
}

async function send<T>(address: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  const response = await fetch(address, { ...init, headers }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new RequestFailed(0, { code: 'unreachable', message: String(cause), hint: '' });
  });
  return read<T>(response);
}

export function get<T>(path: string, search: Search = {}, signal?: AbortSignal): Promise<T> {
  return send<T>(addressOf(path, search), { signal: signal ?? null });
}

export function post<T>(path: string, search: Search, body: FormData): Promise<T> {
  return send<T>(addressOf(path, search), { method: 'POST', body });
}

/** Sends JSON that changes or checks something. */
export function change<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, search: Search, body?: unknown, signal?: AbortSignal): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return send<T>(addressOf(path, search), { method, signal: signal ?? null, ...content });
}

/** Saves over the version that was edited (none: as new); refused when there is another one by now. */
export function saveOver<T>(path: string, edited: number | undefined, body: unknown): Promise<T> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (edited !== undefined) headers.set('if-match', `"${edited}"`);
  return send<T>(addressOf(path, {}), { method: 'PUT', body: JSON.stringify(body), headers });
}
