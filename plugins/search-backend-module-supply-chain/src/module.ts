import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  ScorecardReader,
  ServiceReader,
} from '@safety-curtain/plugin-supply-chain-node';
import { FindingsCollatorFactory } from './FindingsCollatorFactory';
import { readCollatorOptions } from './options';
import { ScorecardCollatorFactory } from './ScorecardCollatorFactory';

/**
 * Adds documents of the types `supply-chain-findings` and
 * `supply-chain-scorecard` to search.
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
        const { schedule, locationTemplate, findings } =
          readCollatorOptions(config);
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ScorecardCollatorFactory({
            reader: new ScorecardReader({ auth, discovery }),
            locationTemplate,
          }),
        });
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(findings.schedule),
          factory: new FindingsCollatorFactory({
            reader: new ServiceReader({ auth, discovery }),
            locationTemplate: findings.locationTemplate,
          }),
        });
      },
    });
  },
});
