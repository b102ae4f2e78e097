import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  supplyChainPermissions,
  supplyChainTargetPermissions,
} from '@safety-curtain/plugin-supply-chain-common';
import { CallerApi } from './actions/asCaller';
import { registerFindingActions } from './actions/findings';
import { registerServiceActions } from './actions/services';
import { readOptions } from './config/config';
import { openDatabase } from './database/migrate';
import { registerExtensionPoints } from './parts/extensions';
import {
  pushedRepository,
  pushTopics,
  requestScansOf,
} from './flows/scan/pushEvents';
import { Access } from './http/access';
import { PUBLIC_BADGES } from './http/badgeRoutes';
import { createRouter } from './http/router';
import { configuredSecrets } from './messages/configuredSecrets';
import { rememberSecrets } from './messages/secrets';
import { visibly } from './messages/visibly';
import { VisibleLogger } from './messages/VisibleLogger';
import { startMeasuring } from './measuring';
import { createParts } from './parts/createParts';
import { Audit } from './records/audit/Audit';
import { applyCuration } from './records/licenses/curations';
import { applyException } from './records/licenses/exceptions';
import { retriageDecided } from './records/findings/retriage';
import { queueCovered } from './records/scoring/queueCovered';
import { queueUsers } from './records/scoring/queueUsers';
import {
  readTargetResources,
  targetResourceRef,
  targetRules,
} from './records/targets/targetRules';
import { scheduleTasks } from './tasks';

/**
 * Scans catalog services on a schedule, stores SBOMs and findings, and
 * re-checks them as advisories arrive.
 *
 * @public
 */
export const supplyChainPlugin = createBackendPlugin({
  pluginId: 'supply-chain',
  register(env) {
    const added = registerExtensionPoints(env);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        rememberSecrets(configuredSecrets(deps.config));
        const logger = new VisibleLogger(deps.logger);
        const options = readOptions(deps.config);
        const knex = await openDatabase(deps.database);
        const services = { ...deps, logger };
        const measuring = startMeasuring({ ...services, knex });
        const { telemetry } = measuring;
        const parts = createParts({
          knex,
          options,
          services,
          added,
          telemetry,
        });
        await parts.refresher.register();
        await parts.licenseRefresher.register();
        await parts.registerTriage();
        await parts.provenance.register();

        deps.permissionsRegistry.addPermissions(supplyChainPermissions);
        deps.permissionsRegistry.addResourceType({
          resourceRef: targetResourceRef,
          permissions: supplyChainTargetPermissions,
          rules: Object.values(targetRules),
          getResources: refs => readTargetResources(knex, refs),
        });
        const ground = { ...deps, api: new CallerApi(deps) };
        registerFindingActions(ground);
        registerServiceActions(ground);
        const access = new Access(deps);
        deps.httpRouter.use(
          createRouter({
            ...parts,
            access,
            audit: new Audit({
              auditor: deps.auditor,
              knex,
              logger,
              credentials: request => access.credentials(request),
            }),
            decisionEffects: {
              'license-curation': applyCuration,
              'license-exception': applyException,
              'check-exemption': queueCovered,
              'package-approval': queueUsers,
              'vulnerability-analysis': (trx, decision) =>
                retriageDecided(trx, [decision]),
            },
            wakeWorkers: () => parts.workers.wake(),
          }),
        );
        if (options.gates.badgeKey !== undefined) {
          deps.httpRouter.addAuthPolicy({
            path: PUBLIC_BADGES,
            allow: 'unauthenticated',
          });
        }
        await scheduleTasks(deps.scheduler, parts);
        await deps.events.subscribe({
          id: 'supply-chain',
          topics: pushTopics,
          onEvent: visibly<EventParams>(async ({ eventPayload }) => {
            const repository = pushedRepository(eventPayload);
            if (repository && (await requestScansOf(knex, repository)) > 0) {
              parts.workers.wake();
            }
          }),
        });
        if (options.pulls.enabled) {
          await deps.events.subscribe({
            id: 'supply-chain-pull-requests',
            topics: parts.pullEvents.topics(),
            onEvent: visibly<EventParams>(async params => {
              await parts.pullEvents.receive(params);
            }),
          });
        }
        deps.lifecycle.addStartupHook(() => {
          if (options.scanning.enabled) parts.workers.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          await parts.workers.stop();
          await parts.close();
          measuring.stop();
        });
      },
    });
  },
});
