import type { Severity } from '@safety-curtain/plugin-supply-chain-common';

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
  source?: SourceFacts;
  /** A result of OpenSSF Scorecard itself, where one is configured. */
  openSsf?: OpenSsfFacts;
  /** What the forge says of its repository, where it is asked. */
  repository?: RepositoryFacts;
}

/** What the catalog says. References are full: `component:default/shop`. @public */
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

/** @public */
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

/** @public */
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
  unpinned?: PackageVersionCount;
}

/** Packages of one manifest that can have an integrity hash there. @public */
export interface HashFacts {
  able: number;
  /** Of these, how many have none. */
  without: number;
  /** The first that have none, by purl. */
  first: readonly PackageVersionRef[];
}

/** How many packages, and the first of them by purl. @public */
export interface PackageVersionCount {
  count: number;
  first: readonly PackageVersionRef[];
}

/** @public */
export interface PackageVersionRef {
  purl: string;
  name: string;
  version: string;
}

/** @public */
export interface FindingFacts {
  /** The identifier people know best: a CVE where there is one. */
  id: string;
  package: string;
  version?: string;
  severity: Severity;
  /** `setAside`: somebody decided that it does not affect the service, or accepted it. */
  state: 'open' | 'resolved' | 'setAside';
  firstSeenAt: string;
  resolvedAt?: string;
  /**
   * The last day on which it is in time, in UTC, as policies of due dates have
   * it (`2026-12-06`). `none`: by no day. Absent where it is not known yet.
   */
  due?: string;
  /** In CISA's catalog of known exploited vulnerabilities. */
  knownExploited: boolean;
  /** The lowest version without it; absent where there is no fix. */
  fixedIn?: string;
  /** The lowest version without any known vulnerability of the package. */
  clearIn?: string;
  /** Where the package is locked. */
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

/** @public */
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

/** @public */
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

/** @public */
export interface ComponentFacts extends PackageVersionRef {
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

/** @public */
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

/** @public */
export interface ExceptionFacts {
  id: string;
  /** What it lets pass. */
  subject: string;
  kind: 'finding' | 'license' | 'check';
  /** Absent where it holds until it is taken back. */
  until?: string;
  approvedBy?: string;
}

/** The files of a service's source, as far as checks look at them. @public */
export interface SourceFacts {
  /** Commit, where the source has commits. */
  revision?: string;
  /** All files of the walk, relative to the service's root, with `/`. */
  paths: readonly string[];
  /** Texts by path, of files that checks ask for and that are not too long. */
  texts: ReadonlyMap<string, string>;
  /** Whether the walk reached its end: what is not listed is then not there. */
  complete: boolean;
  /** Wanted files whose text could not be had, with the reason. */
  unread?: ReadonlyMap<string, string>;
  /** Programs among the files, by kind (`wasm`, `class`); absent where no bytes were looked at. */
  binaries?: readonly { path: string; kind: string }[];
  /** Where fuzzing tools are used, lines from 1; absent where that was not looked at. */
  fuzzers?: readonly { path: string; line: number; tool: string }[];
}

/** What OpenSSF Scorecard itself says of a repository. @public */
export interface OpenSsfFacts {
  /** ISO 8601, as the result has it: a day or a time. */
  date: string;
  repository: string;
  commit?: string;
  /** Version of Scorecard. */
  version?: string;
  /** 0 to 10; absent where Scorecard could not tell. */
  score?: number;
  checks: readonly {
    name: string;
    /** 0 to 10; absent where inconclusive. */
    score?: number;
    reason: string;
    details: readonly string[];
  }[];
}

/**
 * What a forge says of the repository that a service's source lies in. What is
 * absent could not be seen with the token there is: it is not known, and neither
 * on nor off.
 *
 * @public
 */
export interface RepositoryFacts {
  /** What people call the forge: `GitHub`. */
  forge: string;
  /** The web address of the repository. */
  address: string;
  /** When the forge was asked. */
  asOf: string;
  /** Nobody changes it any more. */
  archived: boolean;
  defaultBranch: string;
  /** Rules about the default branch. */
  branch?: BranchRules;
  /** Whether whoever belongs to its organization has to sign in with two factors. */
  twoFactorRequired?: boolean;
  codeScanning?: CodeScanningFacts;
  /** Whether the forge looks for secrets in it. */
  secretScanning?: boolean;
  /** The last changes that were merged, thirty at most, those of bots left out. */
  changes?: ReviewFacts;
  /** The last commits of the default branch, thirty at most. */
  commits?: {
    looked: number;
    /** With a signature that the forge verified. */ signed: number;
  };
}

/** What holds for a branch, by whichever rules. @public */
export interface BranchRules {
  protected: boolean;
  /** Whether what is there may be overwritten. */
  forcePushes?: boolean;
  /** Whether it may be deleted. */
  deletions?: boolean;
  /** Whether changes come by pull requests only. */
  pullRequests?: boolean;
  /** Approvals that a pull request needs. */
  approvals?: number;
  /** It may need more: not all rules are shown. */
  moreApprovals?: boolean;
  /** Whether owners of the code have to be among those who approve. */
  codeOwners?: boolean;
  /** Whether new commits take approvals back. */
  dismissesStale?: boolean;
  /** Whether the last push has to be approved by somebody else. */
  lastPush?: boolean;
  /** Whether at least one check has to pass. */
  statusChecks?: boolean;
  /** Whether it has to be up to date with the branch. */
  upToDate?: boolean;
  signedCommits?: boolean;
  /** Whether administrators are held to it as well. */
  coversAdmins?: boolean;
}

/** @public */
export interface CodeScanningFacts {
  on: boolean;
  /** When its last result came. */
  lastAt?: string;
  /** The tools that report: `CodeQL`. */
  tools: readonly string[];
}

/** How many changes somebody else than their author approved. @public */
export interface ReviewFacts {
  looked: number;
  reviewed: number;
  /** The first that nobody approved, the newest first: their pages. */
  unreviewed: readonly string[];
}
