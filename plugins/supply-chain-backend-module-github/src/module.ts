import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/**
 * Does nothing until it is configured.
 *
 * @public
 */
export const supplyChainModuleGithub = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig },
      async init() {},
    });
  },
});
