import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ScorecardReader } from '@safety-curtain/plugin-supply-chain-node';
import { readCollatorOptions } from './options';
import { ScorecardCollatorFactory } from './ScorecardCollatorFactory';

/**
 * Adds documents of the type `supply-chain-scorecard` to search.
 *
 * @public
 */
export const searchModuleSupplyChain = createBackendModule({
  pluginId: 'search',
  moduleId: 'supply-chain',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        index: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, index, scheduler }) {
        const { schedule, locationTemplate } = readCollatorOptions(config);
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ScorecardCollatorFactory({
            reader: new ScorecardReader({ auth, discovery }),
            locationTemplate,
          }),
        });
      },
    });
  },
});
