import type {
  AuditorService,
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { readSigningKey, SigningKey } from '@safety-curtain/archive';
import { SCAN_SIGNAL_CHANNEL } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { version } from '../package.json';
import type { SupplyChainOptions } from './config/config';
import { EnginePool } from './engines/EnginePool';
import type { Extensions } from './extensions';
import { AdvisoryRefresher } from './flows/advise/AdvisoryRefresher';
import { CatalogWatch } from './flows/catalog/CatalogWatch';
import { Exports } from './flows/export/Exports';
import { LicenseRefresher } from './flows/license/LicenseRefresher';
import { ClaimSettler } from './flows/reading/ClaimSettler';
import { lossPublisher } from './flows/reading/lossEvents';
import { DocumentChecks } from './flows/retain/DocumentChecks';
import { Badges } from './flows/gate/Badges';
import { BuildChecks } from './flows/gate/BuildChecks';
import { GateOutcomes } from './flows/gate/GateOutcomes';
import { Gates } from './flows/gate/Gates';
import { LawWatch } from './flows/pulls/LawWatch';
import { plainForges } from './flows/pulls/plainForges';
import { PullEvents } from './flows/pulls/PullEvents';
import { PullJudge } from './flows/pulls/PullJudge';
import { PullReading } from './flows/pulls/PullReading';
import { PullSource } from './flows/pulls/PullSource';
import { PullWorker } from './flows/pulls/PullWorker';
import { Releases } from './flows/release/Releases';
import { Retention } from './flows/retain/Retention';
import { DependencyScanner } from './flows/scan/DependencyScanner';
import { PomCache } from './flows/scan/poms/PomCache';
import { ScanRunner } from './flows/scan/ScanRunner';
import { ScanWorkers } from './flows/scan/ScanWorkers';
import { AlertLevels } from './flows/score/AlertLevels';
import { CheckPool } from './flows/score/CheckPool';
import { OpenSsfFetcher } from './flows/score/OpenSsfFetcher';
import { Scorer } from './flows/score/Scorer';
import { Teller } from './flows/tell/Teller';
import { checkTrackers } from './flows/tickets/options';
import { Tickets } from './flows/tickets/Tickets';
import { Triager } from './flows/triage/Triager';
import { Reception } from './flows/upload/Reception';
import { Uploads } from './flows/upload/Uploads';
import { ReportUploads } from './flows/upload/ReportUploads';
import { VexUploads } from './flows/upload/VexUploads';
import { VexImports } from './flows/vex/VexImports';
import { VexPlaces } from './flows/vex/VexPlaces';
import { configuredAdvisories } from './outside/feeds/configured';
import { VexPlace } from './outside/feeds/VexPlace';
import {
  configuredMetadataSources,
  configuredPomRegistry,
} from './outside/registries';
import { rememberedNpmRegistries } from '@safety-curtain/npm-configuration';
import { LocalSourceReader } from './outside/sources/LocalSourceReader';
import { SourceReaders } from './outside/sources/SourceReaders';
import { UrlSourceReader } from './outside/sources/UrlSourceReader';
import { FolderStore } from './outside/stores/FolderStore';
import { withTemporaryFolder } from './outside/web/download';
import { Archive } from './records/documents/Archive';
import { createScorecardSet } from './records/results/options';
import type { Telemetry } from './telemetry/Telemetry';
import { SnapshotSboms } from './views/snapshots/SnapshotSboms';

/** Services of Backstage that the parts use. */
export interface PartServices {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  signals: SignalsService;
  urlReader: UrlReaderService;
}

/** What everything is made from. */
interface Ground {
  knex: Knex;
  options: SupplyChainOptions;
  services: PartServices;
  added: Extensions;
  telemetry: Telemetry;
}

/** What does the plugin's work; routes and tasks call it. */
export type Parts = ReturnType<typeof createParts>;

/** Bytes of a VEX document: the largest that vendors issue are a third of it. */
const LARGEST_VEX = 32 * 1024 * 1024;
const HOUR_MS = 60 * 60 * 1000;

export function createParts(ground: Ground) {
  const { knex, options, services, added, telemetry } = ground;
  const { logger } = services;
  const archive = createArchive(ground);
  const pool = new EnginePool({
    processes: options.scanning.threads,
    timeoutMs: options.scanning.limits.fileTimeoutMs,
    memoryMb: options.scanning.limits.fileMemoryMb,
  });
  // A process with more room: uploads are larger, and scans go on.
  const uploadPool = new EnginePool({
    processes: 1,
    ...options.archive.upload,
  });
  const checkPool = new CheckPool({
    timeoutMs: options.scorecards.checkTimeoutMs,
  });
  const scorecards = createScorecardSet(options.scorecards, added.checks);
  const registry = configuredPomRegistry(options.registries);
  const poms = registry && new PomCache({ knex, registry });
  const onLosses = lossPublisher(services.events, logger);
  const settler = new ClaimSettler({ knex, logger });
  const settleAside = () => settler.settle();
  const { upload } = options.archive;
  const triager = new Triager({ knex, archive, triage: options.triage });
  const vexImports = new VexImports({ knex, triager });
  const tickets = createTickets(ground);
  const gates = new Gates({ knex, gates: options.gates });
  const vexPlaces = createVexPlaces(ground, uploadPool, vexImports);
  const reading = createReading(ground, pool, poms);
  const key = options.archive.signing && signingKey(options.archive.signing);
  return {
    ...ground,
    logger,
    archive,
    scorecards,
    poms,
    workers: new ScanWorkers({
      knex,
      logger,
      scanning: options.scanning,
      runner: createScanRunner(ground, {
        ...reading,
        archive,
        pool,
        poms,
        gates,
        onLosses,
        settleAside,
      }),
    }),
    catalogWatch: new CatalogWatch({
      catalog: services.catalog,
      auth: services.auth,
      knex,
      filter: options.targetFilter,
      distribution: options.licenses.distribution,
      exposure: options.triage.exposure,
      logger,
    }),
    vexPlaces,
    refresher: createAdvisoryRefresher(ground, vexPlaces),
    licenseRefresher: createLicenseRefresher(ground),
    scorer: new Scorer({
      knex,
      archive,
      logger,
      set: scorecards,
      pool: checkPool,
      added: added.checks,
      inStep: [
        new AlertLevels({ knex, thresholds: options.gates.alerts }),
        new GateOutcomes({ knex, gates, policies: options.gates.policies }),
        tickets,
      ],
      checkTimeoutMs: options.scorecards.checkTimeoutMs,
      refreshMs: options.scorecards.refreshMs,
      everyHours: options.schedule.frequencyMs / HOUR_MS,
      openSsfFile: options.scorecards.openSsf.file,
      openSsf: openSsfFetcher(knex, options),
    }),
    triager,
    tickets,
    teller: new Teller({
      knex,
      logger,
      events: services.events,
      notifications: services.notifications,
      tell: options.tell,
    }),
    gates,
    badges: new Badges({
      knex,
      gates,
      staleMs: 2 * (options.schedule.frequencyMs + options.schedule.jitterMs),
    }),
    buildChecks: new BuildChecks({
      knex,
      gates,
      triager,
      pool: uploadPool,
      reception: new Reception(upload),
      licenses: options.licenses.policies,
      concurrency: upload.concurrency,
    }),
    ...createPulls(ground, { ...reading, archive, pool, gates, triager }),
    snapshotSboms: new SnapshotSboms({ archive, pool: uploadPool, key }),
    releases: new Releases({ knex, archive, logger }),
    documentChecks: new DocumentChecks({ knex, archive, logger }),
    retention: new Retention({
      knex,
      archive,
      auditor: services.auditor,
      logger,
      retention: options.retention,
    }),
    exports: new Exports({
      knex,
      archive,
      logger,
      toolVersion: version,
      concurrency: options.archive.exportConcurrency,
      pace: upload.pace,
      key,
      publisher: options.triage.publisher,
      extractVex: bytes =>
        withTemporaryFolder(folder =>
          uploadPool.extractVex(bytes, folder, new AbortController().signal),
        ),
      telemetry,
    }),
    uploads: new Uploads({
      knex,
      archive,
      pool: uploadPool,
      toolVersion: version,
      limits: upload,
      suddenLoss: options.scanning.suddenLoss,
      asksApproval: gates.asksApproval,
      onLosses,
      settleAside,
      telemetry,
    }),
    reportUploads: new ReportUploads({
      knex,
      archive,
      pool: uploadPool,
      reception: new Reception(upload),
      telemetry,
    }),
    vexUploads: new VexUploads({
      knex,
      pool: uploadPool,
      reception: new Reception({
        ...upload,
        maxBytes: Math.min(upload.maxBytes, LARGEST_VEX),
      }),
      imports: vexImports,
    }),
    /** Ends processes; nothing is asked of the parts after it. */
    async close() {
      await settler.close();
      await pool.close();
      await uploadPool.close();
      await checkPool.close();
    },
  };
}

function createArchive({ knex, options, added }: Ground): Archive {
  const { store, folder } = options.archive;
  return new Archive({
    knex,
    writeTo: store,
    stores: [...(folder ? [new FolderStore(folder)] : []), ...added.stores],
  });
}

/** How sources are read, whatever for. */
function createReading(
  { options, services, added }: Ground,
  pool: EnginePool,
  poms: PomCache | undefined,
) {
  return {
    scanners: [
      new DependencyScanner(pool, {
        registries: rememberedNpmRegistries(),
        poms,
      }),
      ...added.scanners,
    ],
    sources: new SourceReaders([
      ...added.readers,
      new LocalSourceReader(options.localPaths),
      new UrlSourceReader(services.urlReader),
    ]),
  };
}

/** What hears of pull requests, and works on them. */
function createPulls(
  { knex, options, services, added }: Ground,
  parts: ReturnType<typeof createReading> & {
    archive: Archive;
    pool: EnginePool;
    gates: Gates;
    triager: Triager;
  },
) {
  const forges = new Map(
    [...plainForges, ...added.forges].map(forge => [forge.id, forge]),
  );
  const licenses = options.licenses.policies;
  return {
    pullEvents: new PullEvents({
      knex,
      forges,
      services: options.pulls.services,
    }),
    lawWatch: new LawWatch({
      knex,
      gates: parts.gates,
      rules: options.triage.rules,
      licenses,
    }),
    pullWorker: new PullWorker({
      knex,
      forges,
      logger: services.logger,
      options: options.pulls,
      reading: new PullReading({
        knex,
        source: new PullSource({
          ...parts,
          knex,
          limits: options.scanning.limits,
        }),
        services: options.pulls.services,
      }),
      judge: new PullJudge({ ...parts, knex, licenses }),
    }),
  };
}

function createScanRunner(
  { knex, options, services, telemetry }: Ground,
  parts: Pick<
    ConstructorParameters<typeof ScanRunner>[0],
    | 'archive'
    | 'pool'
    | 'poms'
    | 'onLosses'
    | 'settleAside'
    | 'scanners'
    | 'sources'
  > & { gates: Gates },
): ScanRunner {
  const { gates, ...others } = parts;
  return new ScanRunner({
    ...others,
    knex,
    logger: services.logger,
    telemetry,
    scanning: options.scanning,
    schedule: options.schedule,
    inspections: options.inspections.enabled ? options.inspections : undefined,
    openSsfFile: options.scorecards.openSsf.file,
    trustedOwners: options.triage.trustedOwners,
    asksApproval: gates.asksApproval,
    toolVersion: version,
    onProgress: ({ scanId }, finished) => {
      services.signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: SCAN_SIGNAL_CHANNEL,
          message: { scanId, finished },
        })
        // Signals are a convenience: pages ask again by themselves.
        .catch(() => undefined);
    },
  });
}

function createVexPlaces(
  { knex, options, services }: Ground,
  pool: EnginePool,
  imports: VexImports,
): VexPlaces {
  return new VexPlaces({
    knex,
    pool,
    imports,
    places: options.triage.vexPlaces.map(
      place => new VexPlace(place, LARGEST_VEX),
    ),
    onReport: async ({ place, report }) => {
      const { document, statements, superseded, dismissedFindings } = report;
      const event = await services.auditor.createEvent({
        eventId: 'vex-import',
        severityLevel: 'high',
        meta: {
          place,
          document: document.id,
          statements,
          superseded,
          dismissedFindings,
        },
      });
      await event.success();
    },
  });
}

function createAdvisoryRefresher(ground: Ground, vexPlaces: VexPlaces) {
  const { knex, options, services, added, telemetry } = ground;
  const { refreshMs, refreshCron, staleAfterMs } = options.advisories;
  const { sources, feeds } = configuredAdvisories(options.advisories);
  return new AdvisoryRefresher({
    knex,
    logger: services.logger,
    refreshMs,
    refreshCron,
    staleAfterMs,
    sources: [...sources, ...added.advisories],
    feeds,
    others: vexPlaces.upstreams(),
    telemetry,
  });
}

function createTickets({ knex, options, services, added }: Ground): Tickets {
  checkTrackers(options.tickets, added.trackers);
  return new Tickets({
    knex,
    logger: services.logger,
    tickets: options.tickets,
    trackers: added.trackers,
  });
}

function createLicenseRefresher({ knex, options, services, added }: Ground) {
  return new LicenseRefresher({
    knex,
    logger: services.logger,
    licenses: options.licenses,
    sources: [
      ...configuredMetadataSources(options.registries),
      ...added.metadata,
    ],
    onPolicyChange: async change => {
      const event = await services.auditor.createEvent({
        eventId: 'license-policy-change',
        severityLevel: 'high',
        meta: change,
      });
      await event.success();
    },
  });
}

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
