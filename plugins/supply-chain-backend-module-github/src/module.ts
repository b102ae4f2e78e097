import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { supplyChainTrackersExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { GithubTracker } from './tickets/GithubTracker';

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
      deps: {
        config: coreServices.rootConfig,
        trackers: supplyChainTrackersExtensionPoint,
      },
      async init({ config, trackers }) {
        const integrations = ScmIntegrations.fromConfig(config);
        trackers.addTracker(new GithubTracker(integrations));
      },
    });
  },
});
