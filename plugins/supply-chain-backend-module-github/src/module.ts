import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  supplyChainForgesExtensionPoint,
  supplyChainTrackersExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';
import { githubForge } from './pulls/githubForge';
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
        forges: supplyChainForgesExtensionPoint,
        trackers: supplyChainTrackersExtensionPoint,
      },
      async init({ config, forges, trackers }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const credentials =
          DefaultGithubCredentialsProvider.fromIntegrations(integrations);
        forges.addForge(githubForge(integrations, credentials));
        trackers.addTracker(new GithubTracker(integrations));
      },
    });
  },
});
