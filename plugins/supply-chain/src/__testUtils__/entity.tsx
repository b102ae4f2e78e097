import { testApis } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Permission } from '@backstage/plugin-permission-common';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { organisationRouteRef } from '../routes';

/** The entity of the answers in the test utilities. */
export const checkout = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default', title: 'Checkout' },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
};

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

/**
 * Renders a part of our pages within an app, for the entity `checkout`, with
 * the address beside it.
 */
export function renderPart(
  element: ReactElement,
  options: { denied?: readonly Permission[]; search?: string } = {},
) {
  return renderInTestApp(
    // The answers of one test's permissions are no use to the next.
    <SWRConfig value={{ provider: () => new Map() }}>
      <EntityProvider entity={checkout}>
        {element}
        <Address />
      </EntityProvider>
    </SWRConfig>,
    {
      apis: [
        ...testApis(options),
        [catalogApiRef, catalogApiMock({ entities: [checkout] })],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as any,
        '/supply-chain': organisationRouteRef as any,
      },
      initialRouteEntries: [`/${options.search ?? ''}`],
    },
  );
}
