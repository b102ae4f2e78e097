import type {
  Decision,
  NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { useAction, type Action } from '../hooks/useAction';

/** Asks for a decision; `value` says whether it is in force or waits. @public */
export function useNewDecision(
  onDecided: (decision: Decision) => void,
): Action<[NewDecision], Decision> {
  const api = useSupplyChainApi();
  return useAction(
    (decision: NewDecision) => api.createDecision({ body: decision }),
    onDecided,
  );
}
