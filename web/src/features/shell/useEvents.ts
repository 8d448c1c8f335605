import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followEvents } from '../../api/events.ts';

/** Keeps the figures on the page fresh; false while the server cannot be reached. */
export function useEvents(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => followEvents(client, setConnected), [client]);
  return connected;
}
