import { useCallback, useMemo } from 'react';
import { readFilters, withValue, writeFilters, type Filter, type FilterMode } from './address.ts';
import { useAddress } from './useAddress.ts';

export function useFilters() {
  const { address, change } = useAddress();
  const filters = useMemo(() => readFilters(address.f), [address.f]);
  const set = useCallback((next: Filter[]) => change({ f: writeFilters(next) }), [change]);
  const choose = useCallback(
    (dimension: string, value: string, mode: FilterMode) => set(withValue(filters, dimension, value, mode)),
    [filters, set],
  );
  return { filters, set, choose };
}
