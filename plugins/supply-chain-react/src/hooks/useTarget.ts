import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainApiRef } from '../api/supplyChainApiRef';
import { useLoad, type Loaded } from './useLoad';

/**
 * One scanned entity with its headline, coverage and freshness.
 *
 * @param entityRef - A stringified entity ref.
 * @public
 */
export function useTarget(entityRef: string): Loaded<TargetDetail> {
  const api = useApi(supplyChainApiRef);
  return useLoad(entityRef, signal =>
    api.getTarget(parseEntityRef(entityRef), { signal }),
  );
}
