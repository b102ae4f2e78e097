import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { supplyChainTrackersExtensionPoint } from '@safety-curtain/plugin-supply-chain-node';
import { JiraTracker } from './tickets/JiraTracker';
import { readJiraOptions } from './tickets/options';

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
      deps: {
        config: coreServices.rootConfig,
        trackers: supplyChainTrackersExtensionPoint,
      },
      async init({ config, trackers }) {
        const options = readJiraOptions(config);
        if (options) trackers.addTracker(new JiraTracker(options));
      },
    });
  },
});
