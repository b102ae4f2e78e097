import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Decision,
  NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainApiRef,
  useAction,
  type Action,
} from '@safety-curtain/plugin-supply-chain-react';

/** Asks for a decision; `value` says whether it is in force or waits. */
export function useNewDecision(
  onDecided: (decision: Decision) => void,
): Action<[NewDecision], Decision> {
  const api = useApi(supplyChainApiRef);
  return useAction(
    (decision: NewDecision) => api.createDecision(decision),
    onDecided,
  );
}
