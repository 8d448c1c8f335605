import type { QueryClient } from '@tanstack/react-query';
import { liveKey, workspaceQuery } from './queries.ts';

const CHANNEL = 'pharos-events';

/**
 * Asks the visible queries again whenever the data change. HTTP/1.1 allows six connections per host, so all tabs of
 * a browser share one stream: the tab that holds the lock listens and tells the others. Returns how to stop.
 */
export function followEvents(client: QueryClient, onConnection: (connected: boolean) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const stop = new AbortController();
  let told = 0;
  const refresh = (version: number) => {
    const shown = client.getQueryData(workspaceQuery.queryKey)?.data_version ?? version;
    if (version <= Math.max(told, shown)) return;
    told = version;
    void client.invalidateQueries({ queryKey: liveKey });
  };
  channel.addEventListener('message', (event: MessageEvent<number>) => refresh(event.data));

  const listen = () =>
    new Promise<void>((resolve) => {
      if (stop.signal.aborted) return resolve();
      const stream = new EventSource('/api/v1/events');
      stream.addEventListener('open', () => onConnection(true));
      // The browser reconnects by itself, with growing pauses.
      stream.addEventListener('error', () => onConnection(false));
      stream.addEventListener('data_version', (event: MessageEvent<string>) => {
        const version = Number(event.data);
        channel.postMessage(version);
        refresh(version);
      });
      stop.signal.addEventListener('abort', () => {
        stream.close();
        resolve();
      });
    });
  navigator.locks?.request(CHANNEL, { signal: stop.signal }, listen).catch(() => {});

  return () => {
    stop.abort();
    channel.close();
  };
}
