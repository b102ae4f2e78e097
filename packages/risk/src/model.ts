import type { Confidence, ResultSeverity } from '@safety-curtain/reports';

/** A package version, as it is asked about. @public */
export interface RiskPackage {
  /** OSV's name of the ecosystem. */
  ecosystem: string;
  /** OSV's name of the package: `@scope/name`, `group:artifact`, … */
  name: string;
  version: string;
}

/** What registries say of a package version; what nobody said is absent. @public */
export interface ReleaseFacts {
  /** Whether one of the public registries said it. */
  isPublic?: boolean;
  publishedAt?: Date;
  /** When the package's first release was published. */
  firstPublishedAt?: Date;
  /** When its last release was published. */
  lastPublishedAt?: Date;
  /** Why it should not be used any more, in its maintainers' words. */
  deprecated?: string;
  /** Of its archive in the registry, one for each algorithm: `SHA-512:` and the first digits. */
  hashes?: string[];
  /** The same as lock files have it, of each one. */
  lockedHashes?: string[];
  /** Withdrawn from the registry, which still gives it out to who asks for it by version. */
  yanked?: boolean;
  /** Whether it runs scripts when it is installed. */
  installScript?: boolean;
  /** Who published it. */
  publisher?: string;
  /** Who published the release before it. */
  publisherBefore?: string;
  /** Whether its publisher had published none of the releases before it. */
  newPublisher?: boolean;
  /** Whether its registry has an attestation of how it was built. */
  attested?: boolean;
  /** The same of the release before it. */
  attestedBefore?: boolean;
  /** Address of the repository that it names. */
  repository?: string;
  /** The same of the release before it. */
  repositoryBefore?: string;
}

/** Something about a package or a lock file that is not as it should be. @public */
export interface PackageRisk {
  /** The id of a rule. */
  rule: string;
  severity: ResultSeverity;
  confidence: Confidence;
  /** What is there, and by what that is known: one or two sentences of plain text. */
  message: string;
  /** What besides rule and package tells it from others: the name that it is near to, a place. */
  detail?: string;
  /** Told of only where the project itself asks for the package. */
  directOnly?: boolean;
  /** When it is over by itself, as what is new is not new for ever. */
  until?: Date;
}

/** What is let be, with a reason and perhaps an end. @public */
export interface AllowedRisk {
  /** `npm:preact`, `npm:@acme/*`, `Maven:com.acme:*`: ecosystem and name; `*` stands for anything. */
  package: string;
  /** One rule only; all where absent. */
  rule?: string;
  /** Until when, ISO 8601; without it for good. */
  until?: string;
  reason: string;
}

/** Another severity for a rule, or none of it at all. @public */
export interface RuleSetting {
  id: string;
  severity: ResultSeverity | 'off';
}

/** By what packages are judged. @public */
export interface RiskOptions {
  /** The time by which ends of allowances and ages are judged. */
  now: Date;
  /** Names that are the organization's own, written as `AllowedRisk.package`. */
  ownPackages?: readonly string[];
  /** Own names that it publishes in public registries itself; written likewise. */
  publishedPackages?: readonly string[];
  /**
   * Addresses of the organization's own registries and mirrors; with an ecosystem in front, as
   * `npm:https://npm.acme.example`, of that one only.
   */
  ownRegistries?: readonly string[];
  /** What is less sure than that is not told. Default: medium. */
  leastConfidence?: Confidence;
  rules?: readonly RuleSetting[];
  /** Days for which a release counts as new. Default: 3. */
  newReleaseDays?: number;
  /** Days for which a package counts as new. Default: 30. */
  newPackageDays?: number;
  /** Years without a release after which a package counts as abandoned. Default: 4. */
  abandonedYears?: number;
  allow?: readonly AllowedRisk[];
}
