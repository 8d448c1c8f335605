// Before all components, so that their styles may overrule these.
import './styles/tokens.css';
import './styles/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RequestFailed } from './api/client.ts';
import { readFirstPaint } from './api/first.ts';
import { boardQuery, workspaceQuery } from './api/queries.ts';
import { router } from './routes.tsx';
import { questionOf, readAddress, readSearch } from './state/address.ts';
import { askedLanguage, rememberLanguage, wantedLanguage } from './words/language.ts';
import { LanguageProvider, loadLanguage } from './words/LanguageProvider.tsx';

/** Answers the server refused will not get better by asking again. */
const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && error instanceof RequestFailed && (error.status === 0 || error.status === 503);

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, retry: worthRetrying, refetchOnWindowFocus: false } },
});

const first = readFirstPaint(document);
if (first) {
  if (first.workspace) client.setQueryData(workspaceQuery.queryKey, first.workspace);
  if (first.board) {
    client.setQueryData(boardQuery(first.board.board, questionOf(readAddress(readSearch(first.address)))).queryKey, first.board);
  }
}

const root = document.getElementById('pharos');
if (!root) throw new Error('index.html has an element with the id pharos');

// Remembered before the first question, so that answers come in it, and on the pages that links lead to.
const asked = askedLanguage(location.search);
if (asked) rememberLanguage(asked, document);

const language = await loadLanguage(wantedLanguage(location.search, document.cookie, navigator.languages));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageProvider first={language}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
