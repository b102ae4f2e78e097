import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  createSupplyChainClient,
  type SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { sampleFetch } from '../samples';
import { aTargetDetail } from '../testUtils';
import { supplyChainApiRef } from './supplyChainApiRef';
import { useSupplyChainApi } from './useSupplyChainApi';

const path = '/targets/component/default/checkout';
const fetchApi = { fetch: sampleFetch({ [path]: aTargetDetail() }) };

function clientIn(provided?: SupplyChainApi) {
  return renderHook(() => useSupplyChainApi(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [fetchApiRef, fetchApi],
          [supplyChainApiRef, provided as SupplyChainApi],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
}

describe('useSupplyChainApi', () => {
  it('gives what the app provides', () => {
    const provided = createSupplyChainClient({ fetchApi });
    expect(clientIn(provided).result.current).toBe(provided);
  });

  it('makes one client where the app provides none', async () => {
    const { result, rerender } = clientIn();
    const client = result.current;
    rerender();
    expect(result.current).toBe(client);
    expect(clientIn().result.current).toBe(client);
    const { target } = await client.getTarget({
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
    });
    expect(target.entityRef).toBe('component:default/checkout');
  });
});
