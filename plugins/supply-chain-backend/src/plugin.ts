import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readSigningKey, SigningKey } from '@safety-curtain/archive';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  SCAN_SIGNAL_CHANNEL,
  supplyChainPermissions,
  supplyChainTargetPermissions,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  AdvisorySource,
  ArchiveStore,
  PackageMetadataSource,
  Scanner,
  ScorecardCheck,
  SourceReader,
  supplyChainAdvisoriesExtensionPoint,
  supplyChainArchiveExtensionPoint,
  supplyChainMetadataExtensionPoint,
  supplyChainScannersExtensionPoint,
  supplyChainScorecardsExtensionPoint,
  supplyChainSourcesExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { version } from '../package.json';
import { DocumentChecks } from './flows/retain/DocumentChecks';
import { AdvisoryRefresher } from './flows/advise/AdvisoryRefresher';
import { epssFeed, kevFeed } from './outside/feeds/exploitFeeds';
import { OsvDumpSource } from './outside/feeds/OsvDumpSource';
import { OsvFileSource } from './outside/feeds/OsvFileSource';
import { Archive } from './records/documents/Archive';
import { FolderStore } from './outside/stores/FolderStore';
import { Audit } from './records/audit/Audit';
import { CatalogWatch } from './flows/catalog/CatalogWatch';
import {
  readTargetResources,
  targetResourceRef,
  targetRules,
} from './records/targets/targetRules';
import { readOptions, SupplyChainOptions } from './config/config';
import { withLease } from './database/leases';
import { openDatabase } from './database/migrate';
import { Access } from './http/access';
import { createRouter } from './http/router';
import { lossPublisher } from './flows/reading/lossEvents';
import { applyCuration } from './records/licenses/curations';
import { applyException } from './records/licenses/exceptions';
import { LicenseRefresher } from './flows/license/LicenseRefresher';
import { configuredSecrets } from './messages/configuredSecrets';
import { rememberSecrets } from './messages/secrets';
import { visibly } from './messages/visibly';
import { VisibleLogger } from './messages/VisibleLogger';
import { Exports } from './flows/export/Exports';
import { Retention } from './flows/retain/Retention';
import { DependencyScanner } from './flows/scan/DependencyScanner';
import { PomCache } from './flows/scan/poms/PomCache';
import { EnginePool } from './engines/EnginePool';
import {
  pushedRepository,
  pushTopics,
  requestScansOf,
} from './flows/scan/pushEvents';
import { configuredMetadataSources, configuredPomRegistry } from './outside/registries';
import { npmRegistries } from './outside/registries/npm/npmConfiguration';
import { CheckPool } from './flows/score/CheckPool';
import { OpenSsfFetcher } from './flows/score/OpenSsfFetcher';
import { createScorecardSet } from './records/results/options';
import { queueCovered } from './records/scoring/queueCovered';
import { Scorer } from './flows/score/Scorer';
import { ScanRunner } from './flows/scan/ScanRunner';
import { ScanWorkers } from './flows/scan/ScanWorkers';
import { LocalSourceReader } from './outside/sources/LocalSourceReader';
import { SourceReaders } from './outside/sources/SourceReaders';
import { Uploads } from './flows/upload/Uploads';
import { UrlSourceReader } from './outside/sources/UrlSourceReader';
import { atMostLongestTimer } from './settings/timers';

/** A share of the documents is read each night, or at least once a day. */
const DOCUMENT_CHECK_FREQUENCY = { hours: 24 };
/** How often due advisory sources are looked for. */
const ADVISORY_CHECK = { seconds: 15 };
/** The longest that reading all due advisory sources may take. */
const ADVISORY_TIMEOUT = { hours: 2 };
/** How often licences are looked at that are due. */
const LICENSE_CHECK = { seconds: 15 };
/** The longest that asking for licences may take at a time. */
const LICENSE_TIMEOUT = { hours: 2 };
/** How often services are looked at whose scorecards are due. */
const SCORECARD_CHECK = { seconds: 5 };
/** The longest that asking them may take at a time. */
const SCORECARD_TIMEOUT = { hours: 2 };
const HOUR_MS = 60 * 60 * 1000;
const CATALOG_TIMEOUT = { minutes: 10 };
const CATALOG_LEASE_MS = 60_000;
const RETENTION_FREQUENCY = { hours: 24 };
/** Not at once: a portal that restarts often has better things to do. */
const RETENTION_DELAY = { minutes: 15 };
const RETENTION_TIMEOUT = { hours: 2 };

/**
 * Scans catalog services on a schedule, stores SBOMs and findings, and
 * re-checks them as advisories arrive.
 *
 * @public
 */
export const supplyChainPlugin = createBackendPlugin({
  pluginId: 'supply-chain',
  register(env) {
    const addedReaders: SourceReader[] = [];
    const addedScanners: Scanner[] = [];
    const addedSources: AdvisorySource[] = [];
    const addedStores: ArchiveStore[] = [];
    const addedMetadata: PackageMetadataSource[] = [];
    const addedChecks: ScorecardCheck[] = [];
    env.registerExtensionPoint(supplyChainScorecardsExtensionPoint, {
      addCheck: (...checks) => addedChecks.push(...checks),
    });
    env.registerExtensionPoint(supplyChainMetadataExtensionPoint, {
      addMetadataSource: (...sources) => addedMetadata.push(...sources),
    });
    env.registerExtensionPoint(supplyChainArchiveExtensionPoint, {
      addArchiveStore: (...stores) => addedStores.push(...stores),
    });
    env.registerExtensionPoint(supplyChainSourcesExtensionPoint, {
      addSourceReader: (...readers) => addedReaders.unshift(...readers),
    });
    env.registerExtensionPoint(supplyChainScannersExtensionPoint, {
      addScanner: (...scanners) => addedScanners.push(...scanners),
    });
    env.registerExtensionPoint(supplyChainAdvisoriesExtensionPoint, {
      addAdvisorySource: (...sources) => addedSources.push(...sources),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { scheduler, permissionsRegistry } = deps;
        rememberSecrets(configuredSecrets(deps.config));
        const logger = new VisibleLogger(deps.logger);
        const options = readOptions(deps.config);
        const scorecards = createScorecardSet(options.scorecards, addedChecks);
        const knex = await openDatabase(deps.database);

        const archive = new Archive({
          knex,
          writeTo: options.archive.store,
          stores: [
            ...(options.archive.folder
              ? [new FolderStore(options.archive.folder)]
              : []),
            ...addedStores,
          ],
        });

        const pool = new EnginePool({
          threads: options.scanning.threads,
          timeoutMs: options.scanning.limits.fileTimeoutMs,
          memoryMb: options.scanning.limits.fileMemoryMb,
        });
        // One thread with more room: uploads are larger, and scans go on.
        const uploadPool = new EnginePool({
          threads: 1,
          ...options.archive.upload,
        });
        const pomRegistry = configuredPomRegistry(options.registries);
        const poms =
          pomRegistry && new PomCache({ knex, registry: pomRegistry });
        const onLosses = lossPublisher(deps.events, logger);
        const workers = new ScanWorkers({
          knex,
          logger,
          scanning: options.scanning,
          runner: new ScanRunner({
            knex,
            archive,
            logger,
            pool,
            scanning: options.scanning,
            schedule: options.schedule,
            openSsfFile: options.scorecards.openSsf.file,
            poms,
            toolVersion: version,
            scanners: [
              new DependencyScanner(pool, { registries: npmRegistries, poms }),
              ...addedScanners,
            ],
            sources: new SourceReaders([
              ...addedReaders,
              new LocalSourceReader(options.localPaths),
              new UrlSourceReader(deps.urlReader),
            ]),
            onProgress: (claimed, finished) => {
              deps.signals
                .publish({
                  recipients: { type: 'broadcast' },
                  channel: SCAN_SIGNAL_CHANNEL,
                  message: {
                    scanId: claimed.scanId,
                    finished,
                  },
                })
                // Signals are a convenience: pages ask again by themselves.
                .catch(() => undefined);
            },
            onLosses,
          }),
        });
        const catalogWatch = new CatalogWatch({
          catalog: deps.catalog,
          auth: deps.auth,
          knex,
          filter: options.targetFilter,
          distribution: options.licenses.distribution,
          logger,
        });
        const refresher = new AdvisoryRefresher({
          knex,
          logger,
          refreshMs: options.advisories.refreshMs,
          staleAfterMs: options.advisories.staleAfterMs,
          sources: [...configuredSources(options), ...addedSources],
          feeds: configuredFeeds(options),
        });
        await refresher.register();
        const licenseRefresher = new LicenseRefresher({
          knex,
          logger,
          licenses: options.licenses,
          sources: [
            ...configuredMetadataSources(options.registries),
            ...addedMetadata,
          ],
          onPolicyChange: async change => {
            const event = await deps.auditor.createEvent({
              eventId: 'license-policy-change',
              severityLevel: 'high',
              meta: change,
            });
            await event.success();
          },
        });
        await licenseRefresher.register();

        const checkPool = new CheckPool({
          timeoutMs: options.scorecards.checkTimeoutMs,
        });
        const scorer = new Scorer({
          knex,
          archive,
          logger,
          set: scorecards,
          pool: checkPool,
          added: addedChecks,
          checkTimeoutMs: options.scorecards.checkTimeoutMs,
          refreshMs: options.scorecards.refreshMs,
          everyHours: options.schedule.cron
            ? undefined
            : options.schedule.frequencyMs / HOUR_MS,
          openSsfFile: options.scorecards.openSsf.file,
          openSsf: openSsfFetcher(knex, options),
        });

        permissionsRegistry.addPermissions(supplyChainPermissions);
        permissionsRegistry.addResourceType({
          resourceRef: targetResourceRef,
          permissions: supplyChainTargetPermissions,
          rules: Object.values(targetRules),
          getResources: refs => readTargetResources(knex, refs),
        });
        const documentChecks = new DocumentChecks({ knex, archive, logger });
        const retention = new Retention({
          knex,
          archive,
          auditor: deps.auditor,
          logger,
          retention: options.retention,
        });
        const access = new Access(deps);
        deps.httpRouter.use(
          createRouter({
            knex,
            audit: new Audit({
              auditor: deps.auditor,
              knex,
              logger,
              credentials: request => access.credentials(request),
            }),
            retention,
            exports: new Exports({
              knex,
              archive,
              logger,
              toolVersion: version,
              concurrency: options.archive.exportConcurrency,
              pace: options.archive.upload.pace,
              key:
                options.archive.signing && signingKey(options.archive.signing),
              extractVex: bytes =>
                uploadPool.extractVex(bytes, new AbortController().signal),
            }),
            decisionEffects: {
              'license-curation': applyCuration,
              'license-exception': applyException,
              'check-exemption': queueCovered,
            },
            scorecards,
            uploads: new Uploads({
              knex,
              archive,
              pool: uploadPool,
              toolVersion: version,
              limits: options.archive.upload,
              suddenLoss: options.scanning.suddenLoss,
              onLosses,
            }),
            logger,
            options,
            catalogWatch,
            refresher,
            access,
            archive,
            wakeWorkers: () => workers.wake(),
          }),
        );

        // Local to each replica and leased in our own database: a replica that
        // was killed blocks the others for a minute, not for the scheduler's
        // whole timeout.
        await scheduler.scheduleTask({
          id: 'supply-chain-catalog',
          scope: 'local',
          frequency: {
            milliseconds: atMostLongestTimer(options.catalogRefreshMs),
          },
          timeout: CATALOG_TIMEOUT,
          fn: visibly<AbortSignal>(async signal => {
            await withLease(
              knex,
              'catalog',
              { leaseMs: CATALOG_LEASE_MS, signal },
              held => catalogWatch.reconcile(held),
            );
            workers.wake();
          }),
        });
        await scheduler.scheduleTask({
          id: 'supply-chain-advisories',
          scope: 'local',
          frequency: ADVISORY_CHECK,
          timeout: ADVISORY_TIMEOUT,
          fn: visibly<AbortSignal>(signal => refresher.refreshDue(signal)),
        });
        await scheduler.scheduleTask({
          id: 'supply-chain-retention',
          scope: 'local',
          frequency: RETENTION_FREQUENCY,
          initialDelay: RETENTION_DELAY,
          timeout: RETENTION_TIMEOUT,
          fn: visibly<AbortSignal>(async signal => {
            await withLease(
              knex,
              'retention',
              { leaseMs: CATALOG_LEASE_MS, signal },
              async held => {
                await retention.run(held);
                await poms?.forget();
              },
            );
          }),
        });
        await scheduler.scheduleTask({
          id: 'supply-chain-document-checks',
          scope: 'local',
          frequency: DOCUMENT_CHECK_FREQUENCY,
          initialDelay: RETENTION_DELAY,
          timeout: RETENTION_TIMEOUT,
          fn: async signal => {
            await withLease(
              knex,
              'document-checks',
              { leaseMs: CATALOG_LEASE_MS, signal: signal as AbortSignal },
              held => documentChecks.run(held),
            );
          },
        });
        await scheduler.scheduleTask({
          id: 'supply-chain-licenses',
          scope: 'local',
          frequency: LICENSE_CHECK,
          timeout: LICENSE_TIMEOUT,
          fn: visibly<AbortSignal>(signal => licenseRefresher.refresh(signal)),
        });
        await scheduler.scheduleTask({
          id: 'supply-chain-scorecards',
          scope: 'local',
          frequency: SCORECARD_CHECK,
          timeout: SCORECARD_TIMEOUT,
          fn: visibly<AbortSignal>(signal => scorer.scoreDue(signal)),
        });
        await deps.events.subscribe({
          id: 'supply-chain',
          topics: pushTopics,
          onEvent: visibly<EventParams>(async ({ eventPayload }) => {
            const repository = pushedRepository(eventPayload);
            if (repository && (await requestScansOf(knex, repository)) > 0) {
              workers.wake();
            }
          }),
        });
        deps.lifecycle.addStartupHook(() => {
          if (options.scanning.enabled) workers.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          await workers.stop();
          await pool.close();
          await uploadPool.close();
          await checkPool.close();
        });
      },
    });
  },
});

function signingKey(signing: { key: string; passphrase?: string }): SigningKey {
  try {
    return readSigningKey(signing.key, signing.passphrase);
  } catch (error) {
    throw new Error(
      `supplyChain.archive.signing.key: ${(error as Error).message}`,
    );
  }
}

function openSsfFetcher(knex: Knex, { scorecards }: SupplyChainOptions) {
  const { url: template, refreshMs } = scorecards.openSsf;
  return template === undefined
    ? undefined
    : new OpenSsfFetcher({ knex, template, refreshMs });
}

function configuredSources(options: SupplyChainOptions): AdvisorySource[] {
  return options.advisories.osv.map(source =>
    source.url
      ? new OsvDumpSource({ ...source, url: source.url })
      : new OsvFileSource({ ...source, path: source.path! }),
  );
}

function configuredFeeds({ advisories }: SupplyChainOptions) {
  return [
    ...(advisories.epss ? [epssFeed(advisories.epss)] : []),
    ...(advisories.kev ? [kevFeed(advisories.kev)] : []),
  ];
}
