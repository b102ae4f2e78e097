import {
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';

/** What is overdue and what waits, over all that the reader may see. */
export function useTriageSummary() {
  const api = useSupplyChainApi();
  return useLoad('summary', signal => api.getTriageSummary({}, { signal }));
}
