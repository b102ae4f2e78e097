import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import {
  entityContentRouteRef,
  organizationRouteRef,
  rootRouteRef,
} from '../routes';

/**
 * The plugin for apps of the old front-end system. It works alone: its parts
 * make a client of the backend where no other plugin provides one.
 *
 * @public
 */
export const licenseCompliancePlugin = createPlugin({
  id: 'license-compliance',
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { organization: organizationRouteRef },
});

/** The page for the whole organization; mount it at `/license-compliance`. @public */
export const LicenseCompliancePage: () => JSX.Element | null =
  licenseCompliancePlugin.provide(
    createRoutableExtension({
      name: 'LicenseCompliancePage',
      mountPoint: rootRouteRef,
      component: () =>
        import('./LicenseCompliancePage').then(m => m.LicenseCompliancePage),
    }),
  );

/** The Licenses tab of an entity page; mount it at `/licenses`. @public */
export const EntityLicensesContent: () => JSX.Element | null =
  licenseCompliancePlugin.provide(
    createRoutableExtension({
      name: 'EntityLicensesContent',
      mountPoint: entityContentRouteRef,
      component: () =>
        import('../entity/EntityLicensesContent').then(
          m => m.EntityLicensesContent,
        ),
    }),
  );

/** The overview card of an entity page. @public */
export const EntityLicensesCard: () => JSX.Element | null =
  licenseCompliancePlugin.provide(
    createComponentExtension({
      name: 'EntityLicensesCard',
      component: {
        lazy: () =>
          import('../card/EntityLicensesCard').then(m => m.EntityLicensesCard),
      },
    }),
  );
