import type { Listed } from '../gates/gateReport';

/** How bad a finding is, as changelogs name it; the gravest first. @public */
export const changelogSeverities = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const;

/** @public */
export type ChangelogSeverity = (typeof changelogSeverities)[number];

/** One side of a comparison. @public */
export interface ChangelogRelease {
  /** `2.1.0`. */
  name: string;
  /** Which of several SBOMs of a service it is of; absent for scans. */
  series?: string;
  /** Of the source: a commit, a tag. */
  revision?: string;
  /** ISO time. */
  releasedAt: string;
  components: number;
  /** Some of its files could not be read. */
  partial: boolean;
}

/** A vulnerability of a package in a release. @public */
export interface ChangelogFinding {
  /** CVE-2021-23337. */
  vulnerability: string;
  severity: ChangelogSeverity;
  package: string;
  versions: readonly string[];
  summary?: string;
  knownExploited?: boolean;
  /** An analysis says that nothing is to be done. */
  dismissed?: boolean;
}

/** A finding that is rated otherwise now. @public */
export interface ChangelogRerating extends ChangelogFinding {
  before: ChangelogSeverity;
}

/** A finding about which something was decided. @public */
export interface ChangelogDecision extends ChangelogFinding {
  /** `dismissed`: nothing is to be done; `decided`: it stays open; `withdrawn`: it counts again. */
  decision: 'dismissed' | 'decided' | 'withdrawn';
  /** What it means: `not_affected`, as decisions have it. */
  verdict?: string;
}

/** A package version that came or went. @public */
export interface ChangelogPackage {
  name: string;
  /** Of its purl: `npm`. */
  type?: string;
  version: string;
}

/** A package that is there in other versions. @public */
export interface ChangelogUpgrade {
  name: string;
  type?: string;
  before: readonly string[];
  after: readonly string[];
  /** The first number of its version differs. */
  major: boolean;
}

/** A license that came or went, with how many packages have it. @public */
export interface ChangelogLicense {
  expression: string;
  packages: number;
}

/** A package whose license is another. @public */
export interface Relicensed {
  name: string;
  type?: string;
  before: readonly string[];
  after: readonly string[];
}

/** What differs between two releases of a service. Plain data of bounded size. @public */
export interface Changelog {
  /** Of this form. */
  version: 1;
  subject: { entityRef: string; name: string };
  release: ChangelogRelease;
  /** What it is compared with; absent for the first release. */
  previous?: ChangelogRelease;
  /** `then`: what was known at the release; `now`: what is known as of `asOf` of both. */
  basis: 'then' | 'now';
  /** ISO time. */
  asOf: string;
  /** Of known vulnerabilities; absent for whoever may not see findings. */
  findings?: {
    /** What it ships with, without what is dismissed. */
    open: Readonly<Record<ChangelogSeverity, number>>;
    /** How many it ships with that are dismissed; absent in changelogs that are older than the figure. */
    dismissed?: number;
    added: Listed<ChangelogFinding>;
    fixed: Listed<ChangelogFinding>;
    reopened: Listed<ChangelogFinding>;
    rerated: Listed<ChangelogRerating>;
    decided: Listed<ChangelogDecision>;
  };
  components: {
    added: Listed<ChangelogPackage>;
    removed: Listed<ChangelogPackage>;
    changed: Listed<ChangelogUpgrade>;
    /** Of the changed ones. */
    majors: number;
  };
  /** Absent for whoever may not see licenses. */
  licenses?: {
    added: Listed<ChangelogLicense>;
    removed: Listed<ChangelogLicense>;
    changed: Listed<Relicensed>;
    /** How many components have none that is known; absent in changelogs that are older than the figure. */
    unknown?: number;
  };
}

/** @public */
export const changelogFormats = ['json', 'markdown', 'html'] as const;

/** @public */
export type ChangelogFormat = (typeof changelogFormats)[number];
