import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/**
 * Does nothing until it is configured.
 *
 * @public
 */
export const supplyChainModuleJira = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'jira',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig },
      async init() {},
    });
  },
});
