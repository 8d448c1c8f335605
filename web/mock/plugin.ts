import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { board, workspace } from './answers.ts';
import { answer } from './routes.ts';

const BASE = '/api/v1/';

function serve(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const address = new URL(request.url ?? '/', 'http://mock');
  if (!address.pathname.startsWith(BASE)) return next();
  const path = address.pathname.slice(BASE.length);
  if (path === 'events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('event: data_version\ndata: 7\n\n');
    return;
  }
  const { status, body } = answer(request.method ?? 'GET', path, address.searchParams);
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers the API with invented numbers under `vite dev` and `vite preview`; the document carries the first board. */
export function mockApi(): Plugin {
  return {
    name: 'pharos-mock-api',
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => void server.middlewares.use(serve),
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        if (!context.server) return html;
        const first = { workspace: workspace(), board: board('overview', new URLSearchParams()), address: '' };
        const text = JSON.stringify(first).replace(/</g, '\\u003c');
        return html.replace('</head>', `<script type="application/json" id="pharos-first">${text}</script></head>`);
      },
    },
  };
}
