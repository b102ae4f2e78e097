import type { OpenSsfResult } from '../openssf/readOpenSsfResult';
import type { SourceTree } from '../source/sourceTree';
import type { RepositoryFacts } from './repositoryFacts';

/**
 * All that checks may look at of one service, as plain data.
 *
 * A group of facts that is absent was never gathered: checks that ask for it
 * answer *unknown*. An empty list was gathered and has nothing in it. All times
 * are ISO 8601 texts with a time zone; days are of 24 hours.
 *
 * @public
 */
export interface ServiceFacts {
  entity: EntityFacts;
  scanning?: ScanningFacts;
  /** Lock files and manifests of the last scan, those that could not be read included. */
  manifests?: readonly ManifestFacts[];
  /** Open ones, and those that were resolved within the last year at least. */
  findings?: readonly FindingFacts[];
  vulnerabilityData?: VulnerabilityDataFacts;
  sbom?: SbomFacts;
  components?: readonly ComponentFacts[];
  /** What is known and decided about the license of each component. */
  licenses?: readonly ComponentLicenseFacts[];
  /** Decisions that let something pass for a time. */
  exceptions?: readonly ExceptionFacts[];
  source?: SourceTree;
  /** A result of OpenSSF Scorecard itself, where one is configured. */
  openSsf?: OpenSsfResult;
  /** What the forge says of its repository, where it is asked. */
  repository?: RepositoryFacts;
}

/**
 * What the catalog says. References are full: `component:default/shop`.
 *
 * @public
 */
export interface EntityFacts {
  ref: string;
  kind: string;
  type?: string;
  lifecycle?: string;
  tags: readonly string[];
  /** Empty where nobody owns the entity. */
  owners: readonly string[];
  system?: string;
  domain?: string;
}

/** How and when a service was scanned. @public */
export interface ScanningFacts {
  /** The end of the last scan that read the whole source; absent where there was none. */
  lastGoodAt?: string;
  /** The end of the last scan, whatever came of it. */
  lastAt?: string;
  lastOutcome?: 'good' | 'partial' | 'failed';
  /** Why the last scan was not good. */
  lastReason?: string;
  /** Hours between two scans; absent where none are planned. */
  everyHours?: number;
}

/** One manifest of a service. @public */
export interface ManifestFacts {
  /** Path below the service's source. */
  path: string;
  /** In OSV's spelling; absent for a place that may hold manifests and could not be read. */
  ecosystem?: string;
  /** `stale`: could not be read now, and its last good reading stands. */
  state: 'read' | 'stale' | 'failed';
  /** Why it could not be read, or what would lock it. */
  reason?: string;
  /** Whether exact versions of all its dependencies are fixed; absent where the format does not tell. */
  locked?: boolean;
  /** Whether the lock file gives what the manifest asks for; absent where that was not compared. */
  inStep?: boolean;
  /** The first difference between the two. */
  difference?: string;
  /** Whether it fixes content by hash; absent where its format cannot, or nobody looked. */
  hashes?: HashFacts;
  /** What may give other content tomorrow: a branch, `latest`; absent where nobody looked. */
  unpinned?: PackageList;
}

/** Packages of one manifest that can have an integrity hash there. @public */
export interface HashFacts {
  able: number;
  /** Of these, how many have none. */
  without: number;
  /** The first that have none, by purl. */
  first: readonly PackageFacts[];
}

/** How many packages, and the first of them by purl. @public */
export interface PackageList {
  count: number;
  first: readonly PackageFacts[];
}

/** One package in use. @public */
export interface PackageFacts {
  purl: string;
  name: string;
  version: string;
}

/** All severities, the gravest first. @public */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

/** How severe a finding is. @public */
export type Severity = (typeof severities)[number];

/** One finding of a service. @public */
export interface FindingFacts {
  /** What tools and inspections found, in place of a known vulnerability: `secret`, `code`. */
  kind?: string;
  /** The identifier people know best: a CVE where there is one; else the rule of a tool. */
  id: string;
  /** The package; of what a tool found elsewhere, the file. */
  package: string;
  version?: string;
  severity: Severity | 'none' | 'unknown';
  /** `setAside`: somebody decided that it does not affect the service, or accepted it. */
  state: 'open' | 'resolved' | 'setAside';
  firstSeenAt: string;
  resolvedAt?: string;
  /**
   * Why it is resolved: the package is gone or another version, every record of it was withdrawn or
   * names the version no longer, no tool reports it any more. Absent where nobody says.
   */
  resolvedReason?:
    | 'removed'
    | 'upgraded'
    | 'withdrawn'
    | 'no-longer-affected'
    | 'no-longer-reported';
  /**
   * The last day on which it is in time, in UTC, as policies of due dates have it (`2026-12-06`).
   * `none`: by no day. Absent where no policy was asked.
   */
  due?: string;
  /** In CISA's catalog of known exploited vulnerabilities. */
  knownExploited: boolean;
  /** The lowest version without it; absent where there is no fix. */
  fixedIn?: string;
  /** The lowest version without any known vulnerability of the package. */
  clearIn?: string;
  /** Where the package is locked, or the file that a tool found it in. */
  manifest?: string;
}

/**
 * How current what findings are made from is. Where it is not, what is found is
 * true all the same, and what is not found may be there.
 *
 * @public
 */
export interface VulnerabilityDataFacts {
  /** Of all databases of vulnerabilities: as old as the oldest. */
  advisories: DataAge;
  /** CISA's catalog of known exploited vulnerabilities. */
  knownExploited: DataAge;
}

/** As of when data is known. @public */
export interface DataAge {
  /** `missing`: nothing is configured, or something was never read. */
  state: 'current' | 'stale' | 'missing';
  /** Absent where it is missing, or does not tell. */
  asOf?: string;
  /** What is stale, for people: a source, and its part where only that is. */
  source?: string;
  /** When it will be stale, unless it is read anew before. */
  staleAt?: string;
}

/** What is known of the SBOM of a service. @public */
export type SbomFacts =
  | { present: false }
  | {
      present: true;
      /** When the document was made. */
      madeAt?: string;
      components: number;
      /** Whether something of the source is missing in it. */
      partial: boolean;
      partialReason?: string;
      /** 0 to 100; absent where it was not measured. */
      quality?: number;
      /** What is missing most, with advice. */
      lacking?: readonly string[];
    };

/** One component of a service. @public */
export interface ComponentFacts extends PackageFacts {
  /** Absent where it is not known. */
  direct?: boolean;
  /** The registry's message, which may be empty; absent where it is not deprecated. */
  deprecated?: string;
  /** Releases between this version and the newest; absent where nobody looked. */
  versionsBehind?: number;
  /** Days between the release of this version and of the newest. */
  daysBehind?: number;
  /** Where it comes from; absent where nobody asked. */
  provenance?: {
    outcome: 'verified' | 'failed' | 'not-signed' | 'unchecked';
    /** SLSA build level, as far as it can be told. */
    level?: 1 | 2 | 3;
  };
}

/** The licenses of the components of a service. @public */
export interface ComponentLicenseFacts {
  purl: string;
  state: 'known' | 'unknown' | 'ambiguous' | 'conflicting' | 'noLicense';
  /** The SPDX expression where it is known. */
  license?: string;
  verdict: 'allow' | 'review' | 'deny';
  /** The policy's reason for the verdict. */
  reason?: string;
  /** An exception that lets it pass, with its end if it has one. */
  exception?: { id: string; until?: string };
}

/** One exception that is in force. @public */
export interface ExceptionFacts {
  id: string;
  /** What it lets pass. */
  subject: string;
  kind: 'finding' | 'license' | 'check';
  /** Absent where it holds until it is taken back. */
  until?: string;
  approvedBy?: string;
}
