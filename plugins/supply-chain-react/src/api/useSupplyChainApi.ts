import {
  fetchApiRef,
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
 * front ends work without that plugin as well as beside it.
 *
 * @public
 */
export function useSupplyChainApi(): SupplyChainApi {
  const apis = useApiHolder();
  return apis.get(supplyChainApiRef) ?? clientOf(apis.get(fetchApiRef));
}

/** The same client each time: what loads with it would load anew otherwise. */
function clientOf(fetchApi: FetchApi | undefined): SupplyChainApi {
  if (!fetchApi) throw new Error(`No implementation of ${fetchApiRef}`);
  const known = clients.get(fetchApi);
  if (known) return known;
  const client = createSupplyChainClient({ fetchApi });
  clients.set(fetchApi, client);
  return client;
}
