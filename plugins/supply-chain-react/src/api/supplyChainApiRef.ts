import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SupplyChainApi } from '@safety-curtain/plugin-supply-chain-common';

/** The client of the supply-chain backend. @public */
export const supplyChainApiRef = createApiRef<SupplyChainApi>().with({
  id: 'plugin.supply-chain.client',
  pluginId: 'supply-chain',
});
