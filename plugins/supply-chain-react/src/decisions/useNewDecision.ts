import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Decision,
  NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainApiRef } from '../api/supplyChainApiRef';
import { useAction, type Action } from '../hooks/useAction';

/** Asks for a decision; `value` says whether it is in force or waits. @public */
export function useNewDecision(
  onDecided: (decision: Decision) => void,
): Action<[NewDecision], Decision> {
  const api = useApi(supplyChainApiRef);
  return useAction(
    (decision: NewDecision) => api.createDecision({ body: decision }),
    onDecided,
  );
}
