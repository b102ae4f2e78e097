import { readDurationFromConfig, type Config } from '@backstage/config';
import {
  FilterPredicate,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import { InputError } from '@backstage/errors';
import { isOsvEcosystem } from '@safety-curtain/advisories';
import type { HumanDuration } from '@backstage/types';
import { validateCronExpression } from 'cron';
import path from 'node:path';
import { readScorecardOptions, ScorecardOptions } from './scorecards/options';
import type { AdvisoryAgeBounds } from './advisories/AdvisoryRefresher';
import { DATABASE_STORE } from './archive/documents';
import { duration, isWebAddress, wholeNumbers } from './configValues';
import { refuseUnknownKeys } from './knownKeys';
import type { SuddenLossRules } from './inventory/suddenLoss';
import type { Pace } from './http/pace';
import type { RetentionOptions } from './retention/RetentionRules';
import type { DecisionOptions } from './decisions/decisionRules';
import { readRegistryOptions, RegistryOptions } from './registries/options';
import { LicenseOptions, readLicenseOptions } from './licenses/options';

/** When a target is scanned again. Times in milliseconds. */
export interface ScanSchedule {
  frequencyMs: number;
  cron?: string;
  jitterMs: number;
}

/** How scans are worked through. Times in milliseconds, sizes in bytes. */
export interface ScanningOptions {
  enabled: boolean;
  concurrency: number;
  perHost: number;
  threads: number;
  leaseMs: number;
  pollMs: number;
  timeoutMs: number;
  backoffMs: number;
  /** Absent where no loss counts as sudden. */
  suddenLoss?: SuddenLossRules;
  limits: SourceLimits & { fileTimeoutMs: number; fileMemoryMb: number };
}

/** What is taken from one source at the most. */
export interface SourceLimits {
  files: number;
  fileBytes: number;
  totalBytes: number;
  depth: number;
}

/** One place that OSV records come from. */
export interface OsvSourceOptions {
  id: string;
  title?: string;
  url?: string;
  ecosystems?: string[];
  path?: string;
  /** Only to try things out: never current. */
  example?: boolean;
  staleAfter?: HumanDuration;
}

/** One place that EPSS scores or known exploited vulnerabilities come from. */
export interface FeedOptions {
  id: string;
  url?: string;
  path?: string;
  /** Only to try things out: never current. */
  example?: boolean;
}

/** The `supplyChain` section of the configuration, with its defaults. */
export interface SupplyChainOptions {
  targetFilter: FilterPredicate;
  catalogRefreshMs: number;
  schedule: ScanSchedule;
  scanning: ScanningOptions;
  localPaths: string[];
  decisions: DecisionOptions;
  licenses: LicenseOptions;
  archive: ArchiveOptions;
  registries: RegistryOptions;
  retention: RetentionOptions;
  scorecards: ScorecardOptions;
  advisories: {
    refreshMs: number;
    staleAfterMs: AdvisoryAgeBounds;
    osv: OsvSourceOptions[];
    epss?: FeedOptions;
    kev?: FeedOptions;
  };
}

/** Where archived documents are kept. */
export interface ArchiveOptions {
  /** Id of the store for new documents. */
  store: string;
  /** The folder of the store `folder`. */
  folder?: string;
  upload: {
    /** Bytes of one uploaded document, out of its compression. */
    maxBytes: number;
    /** Documents that are read and stored at once on this replica. */
    concurrency: number;
    /** Memory of the thread that reads them, one after another, in MiB. */
    memoryMb: number;
    timeoutMs: number;
    /** Bodies that may arrive at once on this replica. */
    arriving: number;
    /** How long one may take to arrive, and how slow its sender may be. */
    arrivalMs: number;
    pace: Pace;
  };
  /** Exports that one replica makes at once. */
  exportConcurrency: number;
  /** Signs exports; PEM. */
  signing?: { key: string; passphrase?: string };
}

/** So long a client may be slower than it has to be. */
const PACE_WINDOW_MS = 20_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MIB = 1024 * 1024;

/** Reads and checks the configuration; throws where a value makes no sense. */
export function readOptions(root: Config): SupplyChainOptions {
  const config = root.getOptionalConfig('supplyChain');
  refuseUnknownKeys(config);
  const options: SupplyChainOptions = {
    targetFilter: readTargetFilter(config),
    catalogRefreshMs: duration(config, 'targets.refresh', 30_000),
    schedule: readSchedule(config),
    scanning: readScanning(config),
    decisions: {
      secondPerson:
        config?.getOptionalBoolean('decisions.secondPerson') ?? false,
      longestExceptionMs: duration(
        config,
        'decisions.longestException',
        366 * DAY,
      ),
    },
    licenses: readLicenseOptions(config),
    archive: readArchive(config),
    registries: readRegistryOptions(config),
    retention: readRetention(config),
    scorecards: readScorecardOptions(config),
    localPaths: config?.getOptionalStringArray('sources.local.paths') ?? [],
    advisories: {
      refreshMs: duration(config, 'advisories.refresh', HOUR),
      staleAfterMs: {
        osv: duration(config, 'advisories.staleAfter.osv', 2 * DAY),
        epss: duration(config, 'advisories.staleAfter.epss', 3 * DAY),
        kev: duration(config, 'advisories.staleAfter.kev', 2 * DAY),
      },
      osv: readOsvSources(config),
      epss: readFeed(config, 'epss'),
      kev: readFeed(config, 'kev'),
    },
  };
  checkIds(options.advisories);
  return options;
}

function readTargetFilter(config: Config | undefined): FilterPredicate {
  const key = 'targets.filter';
  const filter =
    config && readOptionalFilterPredicateFromConfig(config, { key });
  if (filter === undefined) return { kind: 'component' };
  if (typeof filter !== 'object') {
    throw new InputError(
      `supplyChain.${key} must be a filter like { kind: component }, not '${filter}'`,
    );
  }
  return filter;
}

function readArchive(config: Config | undefined): ArchiveOptions {
  const store = config?.getOptionalString('archive.store') ?? DATABASE_STORE;
  const folder = config?.getOptionalString('archive.folder.path');
  if (folder !== undefined && !path.isAbsolute(folder)) {
    throw new InputError('supplyChain.archive.folder.path must be absolute');
  }
  const number = wholeNumbers(config, 'archive.upload');
  const upload = {
    maxBytes: number('maxBytes', 100 * MIB),
    concurrency: number('concurrency', 2),
    memoryMb: number('memory', 3072),
    timeoutMs: duration(config, 'archive.upload.timeout', 5 * MINUTE),
    arriving: number('arriving', 32),
    arrivalMs: duration(config, 'archive.upload.arrivalTimeout', 10 * MINUTE),
    pace: {
      leastBytesPerSecond: number('minimumRate', 1024),
      windowMs: PACE_WINDOW_MS,
    },
  };
  // Values may take half of it; their text and what is made of them the rest.
  const least = Math.ceil((upload.maxBytes * 8) / MIB);
  if (upload.memoryMb < least) {
    throw new InputError(
      `supplyChain.archive.upload.memory must be at least ${least} (MiB), 8 times maxBytes`,
    );
  }
  return {
    store,
    folder,
    upload,
    exportConcurrency: wholeNumbers(config, 'archive.export')('concurrency', 2),
    signing: config?.has('archive.signing')
      ? {
          key: config.getString('archive.signing.key'),
          passphrase: config.getOptionalString('archive.signing.passphrase'),
        }
      : undefined,
  };
}

function readRetention(config: Config | undefined): RetentionOptions {
  const days = (key: string, fallback: number | undefined) => {
    if (config?.getOptional(`retention.${key}`) === 'forever') return undefined;
    const value = config?.getOptionalNumber(`retention.${key}`) ?? fallback;
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new InputError(
        `supplyChain.retention.${key} must be a whole number above zero, or 'forever'`,
      );
    }
    return value;
  };
  return {
    sbomsDays: days('sbomsDays', undefined),
    artifactsDays: days('artifactsDays', 365),
    logsDays: days('logsDays', 90),
    auditDays: days('auditDays', undefined),
  };
}

function readSchedule(config: Config | undefined): ScanSchedule {
  const cron = config?.getOptionalString('schedule.cron');
  if (cron && config?.has('schedule.frequency')) {
    throw new InputError(
      'supplyChain.schedule takes either a frequency or a cron expression, not both',
    );
  }
  const frequencyMs = duration(config, 'schedule.frequency', 24 * HOUR);
  if (cron) {
    const { valid, error } = validateCronExpression(cron);
    if (!valid) {
      throw new InputError(
        `supplyChain.schedule.cron is not a cron expression: ${cron}`,
        error,
      );
    }
  }
  return {
    frequencyMs,
    cron,
    jitterMs: duration(
      config,
      'schedule.jitter',
      cron ? 30 * MINUTE : frequencyMs / 10,
    ),
  };
}

function readScanning(config: Config | undefined): ScanningOptions {
  const number = wholeNumbers(config, 'scanning');
  const options: ScanningOptions = {
    enabled: config?.getOptionalBoolean('scanning.enabled') ?? true,
    concurrency: number('concurrency', 2),
    perHost: number('perHost', 4),
    threads: number('threads', 2),
    leaseMs: duration(config, 'scanning.lease', 2 * MINUTE),
    pollMs: duration(config, 'scanning.poll', 5000),
    timeoutMs: duration(config, 'scanning.timeout', 30 * MINUTE),
    backoffMs: duration(config, 'scanning.backoff', MINUTE),
    suddenLoss: readSuddenLoss(config),
    limits: {
      files: number('limits.files', 2000),
      fileBytes: number('limits.fileBytes', 32 * MIB),
      totalBytes: number('limits.totalBytes', 256 * MIB),
      depth: number('limits.depth', 24),
      fileTimeoutMs: duration(config, 'scanning.limits.fileTimeout', MINUTE),
      fileMemoryMb: number('limits.fileMemory', 1024),
    },
  };
  checkMemory(options.limits);
  return options;
}

function readSuddenLoss(
  config: Config | undefined,
): SuddenLossRules | undefined {
  const key = 'scanning.suddenLoss';
  if (config?.getOptional(key) === false) return undefined;
  const fraction = config?.getOptionalNumber(`${key}.fraction`) ?? 0.5;
  if (!(fraction > 0 && fraction < 1)) {
    throw new InputError(
      `supplyChain.${key}.fraction must be between 0 and 1; to mark no loss, set supplyChain.${key} to false`,
    );
  }
  return {
    fraction,
    leastComponents: wholeNumbers(config, key)('leastComponents', 5),
    rememberMs: duration(config, `${key}.remember`, 30 * DAY),
  };
}

/**
 * A thread whose heap is full in the midst of parsing JSON, or of doubling a
 * large table, takes the whole process with it. So the heap must hold what the
 * engine lets through: 512 MiB of values, 128 MiB more of a file beside it,
 * the texts of both (two bytes for each character) and 64 MiB of code.
 */
function leastMemory(fileBytes: number): number {
  return 64 + 512 + 128 + Math.ceil((4 * fileBytes) / MIB);
}

function checkMemory({ fileBytes, fileMemoryMb }: ScanningOptions['limits']) {
  const least = leastMemory(fileBytes);
  if (fileMemoryMb < least) {
    throw new InputError(
      `supplyChain.scanning.limits.fileMemory must be at least ${least} (MiB) for files of ${fileBytes} bytes`,
    );
  }
}

function readOsvSources(config: Config | undefined): OsvSourceOptions[] {
  const sources = (config?.getOptionalConfigArray('advisories.osv') ?? []).map(
    source => ({
      id: source.getString('id'),
      title: source.getOptionalString('title'),
      url: source.getOptionalString('url'),
      ecosystems: source.getOptionalStringArray('ecosystems'),
      path: source.getOptionalString('path'),
      example: source.getOptionalBoolean('example'),
      staleAfter: source.has('staleAfter')
        ? readDurationFromConfig(source, { key: 'staleAfter' })
        : undefined,
    }),
  );
  sources.forEach(checkPlace);
  sources.forEach(checkEcosystems);
  return sources;
}

function readFeed(
  config: Config | undefined,
  kind: 'epss' | 'kev',
): FeedOptions | undefined {
  const feed = config?.getOptionalConfig(`advisories.${kind}`);
  if (!feed) return undefined;
  const options = {
    id: feed.getOptionalString('id') ?? kind,
    url: feed.getOptionalString('url'),
    path: feed.getOptionalString('path'),
    example: feed.getOptionalBoolean('example'),
  };
  checkPlace(options);
  return options;
}

/** What is known of a source is kept under its id, whatever its kind. */
function checkIds({ osv, epss, kev }: SupplyChainOptions['advisories']) {
  const known = new Set<string>();
  for (const source of [...osv, epss, kev]) {
    if (!source) continue;
    if (known.has(source.id)) {
      throw new InputError(
        `supplyChain.advisories has the id '${source.id}' twice`,
      );
    }
    known.add(source.id);
  }
}

function checkEcosystems({ id, ecosystems = [] }: OsvSourceOptions) {
  const unknown = ecosystems.find(name => !isOsvEcosystem(name));
  if (unknown !== undefined) {
    throw new InputError(
      `The advisory source '${id}' names the ecosystem '${unknown}', which OSV does not have; it has npm, PyPI, Maven, Go, crates.io, RubyGems and others (upper and lower case count)`,
    );
  }
}

function checkPlace(source: { id: string; url?: string; path?: string }) {
  if (Boolean(source.url) === Boolean(source.path)) {
    throw new InputError(
      `The advisory source '${source.id}' needs either a url or a path`,
    );
  }
  if (source.url !== undefined && !isWebAddress(source.url)) {
    throw new InputError(
      `The url of the advisory source '${source.id}' is not an http(s) address`,
    );
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(source.id)) {
    throw new InputError(
      `The advisory source id '${source.id}' may hold letters, digits, dots, dashes and underscores only`,
    );
  }
}
