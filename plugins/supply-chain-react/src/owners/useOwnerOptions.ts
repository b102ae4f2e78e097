import { parseEntityRef } from '@backstage/catalog-model';
import { useMemo } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { useLoad } from '../hooks/useLoad';
import type { FilterOption } from '../lists';

/** The owners of scanned services, for a filter; empty until they are known. @public */
export function useOwnerOptions(): readonly FilterOption[] {
  const api = useSupplyChainApi();
  const { value } = useLoad('owners', signal =>
    api.getOverview({}, { signal }),
  );
  return useMemo(
    () =>
      (value?.owners ?? [])
        .filter(({ owner }) => owner !== '')
        .map(({ owner }) => ({
          value: owner,
          label: parseEntityRef(owner).name,
        }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [value],
  );
}
