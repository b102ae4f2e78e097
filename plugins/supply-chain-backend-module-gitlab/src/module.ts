import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { supplyChainTrackersExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { GitlabTracker } from './tickets/GitlabTracker';

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
        trackers: supplyChainTrackersExtensionPoint,
      },
      async init({ config, trackers }) {
        const integrations = ScmIntegrations.fromConfig(config);
        trackers.addTracker(new GitlabTracker(integrations));
      },
    });
  },
});
