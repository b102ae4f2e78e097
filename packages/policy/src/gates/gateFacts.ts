import type { GateKind, GateScope, GateSeverity } from './gatePolicy';

/** One vulnerability of one package, as a gate looks at it. @public */
export interface GateFinding {
  /** The id that people know best. */
  vulnerability: string;
  aliases: readonly string[];
  summary?: string;
  /** In OSV's spelling. */
  ecosystem: string;
  package: string;
  /** All that are affected. */
  versions: readonly string[];
  severity: GateSeverity;
  score?: number;
  knownExploited: boolean;
  malicious: boolean;
  /** Absent where there is no score. */
  epss?: { probability: number; percentile: number };
  /** Past its due date. */
  overdue: boolean;
  /** Absent where there is none, or it is not known. */
  fixedVersion?: string;
  /** Free of every known vulnerability of the package. */
  clearVersion?: string;
  /** What to do, where whoever found it can tell: `upgrade to a 2.0.0 in package.json`. */
  advice?: string;
  scope: GateScope;
  /** Absent where it is not known. */
  direct?: boolean;
  /** Files that have the package. */
  manifests: readonly string[];
  /** Purls from a direct dependency to the package; the shortest. */
  path?: readonly string[];
  /** `dismissed`: nothing is to be done. `accepted`: somebody lives with it for a time. */
  decided?: { as: 'dismissed' | 'accepted'; words: string };
}

/** What a tool or an inspection found, as a gate looks at it. @public */
export interface GateReported {
  kind: GateKind;
  /** What it is the same by, before and after a change. */
  fingerprint: string;
  rule: string;
  message?: string;
  severity: GateSeverity;
  /** Absent where it is of the whole source. */
  file?: string;
  line?: number;
  overdue: boolean;
  decided?: GateFinding['decided'];
}

/** A package version in use, as a gate looks at it. @public */
export interface GateComponent {
  /** Absent where the ecosystem is not one of OSV's. */
  ecosystem?: string;
  name: string;
  version: string;
  purl: string;
  scope: GateScope;
  /** Absent where it is not known. */
  direct?: boolean;
  /** Absent where nobody judged it. */
  license?: {
    verdict: 'allow' | 'review' | 'deny' | 'unknown';
    /** As it is told to people. */
    expression?: string;
    reason?: string;
  };
  /** From 0 to 10; absent where it is not known. */
  scorecard?: number;
  /** Of a package that is new to the organization; absent once it is approved. */
  approval?: 'waiting' | 'refused';
  /** Files that have it; absent where that is not known. */
  manifests?: readonly string[];
}

/** A file, or part of a source, and what is to be said of it. @public */
export interface GateNote {
  /** Empty where it is of places that are not named, which may be any. */
  at: string;
  reason: string;
  /** What tells its content from any other; absent where it was not read. Reports are without. */
  digest?: string;
}

/** What a build is made of, and what is known of it. @public */
export interface GateFacts {
  /** Dismissed ones included. */
  findings: readonly GateFinding[];
  /** Of other kinds than vulnerabilities, dismissed ones included; absent where no tool was asked. */
  reported?: readonly GateReported[];
  components: readonly GateComponent[];
  /** Files that hold packages and could not be read. */
  unreadable: readonly GateNote[];
  /**
   * What may hold packages that nobody looked at: formats that are not read, open versions. Components
   * without an ecosystem are counted with it.
   */
  notLookedAt: readonly GateNote[];
  /** Whether there is anything that lists packages. */
  nothingToScan: boolean;
  neverScanned: boolean;
  /** Databases of vulnerabilities that are missing or past their bound. */
  staleData: readonly GateNote[];
  /** Scores of EPSS that are missing or past their bound; told where a policy asks for them. */
  staleScores?: readonly GateNote[];
  /** Whether components say whether they are approved; only a portal knows. */
  knowsApprovals?: boolean;
}

/** What a build is compared with. @public */
export interface GateBase {
  /** As people know it: `merge base 1a2b3c4 with main`. */
  what: string;
  findings: readonly GateFinding[];
  reported?: readonly GateReported[];
  components: readonly GateComponent[];
  /** What could not be seen of it; absent where that is not known. A file that could not be read then
   * and cannot be now was so before where its content is known to be the same. */
  unreadable?: readonly GateNote[];
  notLookedAt?: readonly GateNote[];
}
