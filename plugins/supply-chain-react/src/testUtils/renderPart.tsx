import { checkout } from '../samples/checkout';
import { testApis } from './backend';
import type {
  ExternalRouteRef,
  RouteRef,
} from '@backstage/frontend-plugin-api';
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

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

/**
 * Renders a part of our pages within an app, for the entity `checkout`, with
 * the address beside it.
 *
 * @param options - `routes`: where the route refs of the part under test lead.
 * @public
 */
export function renderPart(
  element: ReactElement,
  options: {
    denied?: readonly Permission[];
    search?: string;
    routes?: Record<string, RouteRef | ExternalRouteRef>;
  } = {},
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
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...options.routes,
      },
      initialRouteEntries: [`/${options.search ?? ''}`],
    },
  );
}
