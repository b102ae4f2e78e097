import {
  fetchApiRef,
  useApi,
  useApiHolder,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import {
  createSupplyChainClient,
  type SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainApiRef } from './supplyChainApiRef';

const clients = new WeakMap<FetchApi, SupplyChainApi>();

/**
 * The client of the supply-chain backend: the one that the app provides for
 * `supplyChainApiRef`, or one of our own where it provides none.
 *
 * Both front-end systems refuse to start an app in which two plugins provide
 * the same API. So only the supply-chain plugin provides it, and the other
 * front ends work without that plugin, or beside it.
 *
 * @public
 */
export function useSupplyChainApi(): SupplyChainApi {
  const provided = useApiHolder().get(supplyChainApiRef);
  const fetchApi = useApi(fetchApiRef);
  return provided ?? clientFor(fetchApi);
}

/** The same client each time: what loads with it would load anew otherwise. */
function clientFor(fetchApi: FetchApi): SupplyChainApi {
  const known = clients.get(fetchApi);
  if (known) return known;
  const client = createSupplyChainClient({ fetchApi });
  clients.set(fetchApi, client);
  return client;
}
