import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  supplyChainForgesExtensionPoint,
  supplyChainTrackersExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';
import { gitlabForge } from './pulls/gitlabForge';
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
        forges: supplyChainForgesExtensionPoint,
        trackers: supplyChainTrackersExtensionPoint,
      },
      async init({ config, forges, trackers }) {
        const integrations = ScmIntegrations.fromConfig(config);
        forges.addForge(gitlabForge(integrations));
        trackers.addTracker(new GitlabTracker(integrations));
      },
    });
  },
});
