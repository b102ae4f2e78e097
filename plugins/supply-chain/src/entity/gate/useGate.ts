import type { GateReport } from '@safety-curtain/plugin-supply-chain-common';
import {
  useLoad,
  useSupplyChainApi,
  type Loaded,
} from '@safety-curtain/plugin-supply-chain-react';

/**
 * What the gate says of a service.
 *
 * @param version - Changes when a scan has ended or something was decided.
 */
export function useGate(entityRef: string, version = 0): Loaded<GateReport> {
  const api = useSupplyChainApi();
  return useLoad(`${entityRef} ${version}`, signal =>
    api.getGate({ entityRef }, { signal }),
  );
}
