import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceScorecards } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainApiRef,
  useLoad,
  type Loaded,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect } from 'react';

/** How long to wait before looking again while answers are on their way, in ms. */
const PENDING_WAIT = 5_000;

/**
 * How one service stands on every scorecard. Looks again while answers are on
 * their way.
 *
 * @param entityRef - `undefined` loads nothing.
 */
export function useServiceScorecards(
  entityRef: string | undefined,
): Loaded<ServiceScorecards> {
  const api = useApi(supplyChainApiRef);
  const loaded = useLoad(entityRef, signal =>
    api.getServiceScorecards(entityRef!, { signal }),
  );
  const { value, reload } = loaded;
  useEffect(() => {
    if (!value?.pending) return undefined;
    const timer = setTimeout(reload, PENDING_WAIT);
    return () => clearTimeout(timer);
  }, [value, reload]);
  return loaded;
}
