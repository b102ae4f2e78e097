import { parseEntityRef } from '@backstage/catalog-model';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { useLoad, type Loaded } from './useLoad';

/**
 * One scanned entity with its headline, coverage and freshness.
 *
 * @param entityRef - A stringified entity ref.
 * @public
 */
export function useTarget(entityRef: string): Loaded<TargetDetail> {
  const api = useSupplyChainApi();
  return useLoad(entityRef, signal =>
    api.getTarget(parseEntityRef(entityRef), { signal }),
  );
}
