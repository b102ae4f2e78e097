import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  supplyChainApiRef,
  useLoad,
  type FilterOption,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';

/** The owners of scanned services, for a filter; empty until they are known. */
export function useOwnerOptions(): readonly FilterOption[] {
  const api = useApi(supplyChainApiRef);
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
