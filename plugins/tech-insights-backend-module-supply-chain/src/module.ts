import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { knownScorecards } from './knownScorecards';
import { scorecardRetriever } from './scorecardRetriever';
import { serviceRetriever } from './serviceRetriever';

/**
 * Adds the fact retriever `supply-chain-security`, and one for each scorecard
 * that `supplyChain.scorecards` puts in force: `supply-chain-scorecard-<name>`.
 *
 * @public
 */
export const techInsightsModuleSupplyChain = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'supply-chain',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        retrievers: techInsightsFactRetrieversExtensionPoint,
      },
      async init({ config, retrievers }) {
        retrievers.addFactRetrievers(
          Object.fromEntries(
            [
              serviceRetriever,
              ...knownScorecards(config).map(scorecardRetriever),
            ].map(retriever => [retriever.id, retriever]),
          ),
        );
      },
    });
  },
});
