import type { Config } from '@backstage/config';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { AdvisoryOptions, readAdvisoryOptions } from '../outside/feeds/options';
import { ArchiveOptions, readArchiveOptions } from './archiveOptions';
import { duration } from '../settings/configValues';
import { readFilter } from '../settings/filters';
import type { DecisionOptions } from '../records/decisions/decisionRules';
import { refuseUnknownKeys } from './knownKeys';
import {
  LicenseOptions,
  readLicenseOptions,
} from '../records/licenses/options';
import { type ImageOptions, readImageOptions } from '../outside/oci/options';
import {
  readRegistryOptions,
  RegistryOptions,
} from '../outside/registries/options';
import {
  readRetentionOptions,
  RetentionOptions,
} from '../flows/retain/options';
import {
  readScanningOptions,
  readScanSchedule,
  ScanningOptions,
  ScanSchedule,
} from '../flows/scan/options';
import {
  type InspectionOptions,
  readInspectionOptions,
} from '../flows/inspect/options';
import {
  type PackageRiskOptions,
  readPackageRiskOptions,
} from '../flows/risk/options';
import {
  type ProvenanceOptions,
  readProvenanceOptions,
} from '../flows/provenance/options';
import { type GateOptions, readGateOptions } from '../flows/gate/options';
import { type PullOptions, readPullOptions } from '../flows/pulls/options';
import { readTellOptions, type TellOptions } from '../flows/tell/options';
import {
  readTicketOptions,
  type TicketOptions,
} from '../flows/tickets/options';
import { readTriageOptions, TriageOptions } from '../flows/triage/options';
import {
  readScorecardOptions,
  ScorecardOptions,
} from '../records/results/options';

/** The `supplyChain` section of the configuration, with its defaults. */
export interface SupplyChainOptions {
  targetFilter: FilterPredicate;
  catalogRefreshMs: number;
  schedule: ScanSchedule;
  scanning: ScanningOptions;
  inspections: InspectionOptions;
  packages: PackageRiskOptions;
  provenance: ProvenanceOptions;
  localPaths: string[];
  decisions: DecisionOptions;
  licenses: LicenseOptions;
  archive: ArchiveOptions;
  registries: RegistryOptions;
  images: ImageOptions;
  retention: RetentionOptions;
  scorecards: ScorecardOptions;
  tell: TellOptions;
  tickets: TicketOptions;
  triage: TriageOptions;
  gates: GateOptions;
  pulls: PullOptions;
  advisories: AdvisoryOptions;
  upgrades: UpgradeOptions;
}

/** How upgrades are chosen. */
export interface UpgradeOptions {
  /** Releases that are younger are taken only where nothing older clears. */
  releaseAgeMs: number;
}

const DAY = 24 * 60 * 60_000;

/** Reads and checks the configuration; throws where a value makes no sense. */
export function readOptions(root: Config): SupplyChainOptions {
  const config = root.getOptionalConfig('supplyChain');
  refuseUnknownKeys(config);
  return {
    targetFilter: readTargetFilter(config),
    catalogRefreshMs: duration(config, 'targets.refresh', 30_000),
    schedule: readScanSchedule(config),
    scanning: readScanningOptions(config),
    inspections: readInspectionOptions(config),
    packages: readPackageRiskOptions(config),
    provenance: readProvenanceOptions(config),
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
    archive: readArchiveOptions(config),
    registries: readRegistryOptions(config),
    images: readImageOptions(config),
    retention: readRetentionOptions(config),
    scorecards: readScorecardOptions(config),
    localPaths: config?.getOptionalStringArray('sources.local.paths') ?? [],
    tell: readTellOptions(config),
    tickets: readTicketOptions(config, root.getOptionalString('app.baseUrl')),
    triage: readTriageOptions(config),
    gates: readGateOptions(config),
    pulls: readPullOptions(config, root.getOptionalString('app.baseUrl')),
    advisories: readAdvisoryOptions(config),
    upgrades: {
      releaseAgeMs: duration(config, 'upgrades.releaseAge', 3 * DAY),
    },
  };
}

function readTargetFilter(config: Config | undefined): FilterPredicate {
  const key = 'targets.filter';
  if (!config?.has(key)) return { kind: 'component' };
  return readFilter(config, key, `supplyChain.${key}`);
}
