import { parseEntityRef } from '@backstage/catalog-model';
import type { ServiceScorecards } from '@safety-curtain/plugin-supply-chain-common';
import {
  useLoad,
  useSupplyChainApi,
  type Loaded,
} from '@safety-curtain/plugin-supply-chain-react';
import { useReloadWhile } from '../hooks/useReloadWhile';

/**
 * How one service stands on every scorecard. Looks again while answers are on
 * their way.
 *
 * @param entityRef - `undefined` loads nothing.
 */
export function useServiceScorecards(
  entityRef: string | undefined,
): Loaded<ServiceScorecards> {
  const api = useSupplyChainApi();
  const loaded = useLoad(entityRef, signal =>
    api.getServiceScorecards(parseEntityRef(entityRef!), { signal }),
  );
  const { value, reload } = loaded;
  useReloadWhile(value?.pending ?? false, value, reload);
  return loaded;
}
