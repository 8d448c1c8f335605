import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { readAddress, type Address } from './address.ts';

export interface AddressState {
  address: Address;
  /** Changes parts of the address of the page one is on; `undefined` removes a part. */
  change: (parts: Partial<Address>, how?: { replace: boolean }) => void;
}

export function useAddress(): AddressState {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = useMemo(() => readAddress(search), [search]);
  const change = useCallback(
    (parts: Partial<Address>, { replace } = { replace: false }) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, unknown>) => readAddress({ ...previous, ...parts }),
        hash: true,
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { address, change };
}
