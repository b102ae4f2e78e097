import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { supplyChainForgesExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { gitlabForge } from './pulls/gitlabForge';

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
      deps: {
        config: coreServices.rootConfig,
        forges: supplyChainForgesExtensionPoint,
      },
      async init({ config, forges }) {
        const integrations = ScmIntegrations.fromConfig(config);
        forges.addForge(gitlabForge(integrations));
      },
    });
  },
});
