import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/**
 * Does nothing until it is configured.
 *
 * @public
 */
export const supplyChainModuleGitlab = createBackendModule({
  pluginId: 'supply-chain',
  moduleId: 'gitlab',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig },
      async init() {},
    });
  },
});
