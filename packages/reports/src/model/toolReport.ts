/**
 * What a result is about. Licenses have their own policies and are no results.
 *
 * - `vulnerability`: a known vulnerability of a package
 * - `code`: a weakness in the source itself
 * - `secret`: a credential where it should not be
 * - `configuration`: of a container, a cluster, a cloud, a workflow
 * - `package-risk`: a package that is not what it should be: typo-squatted, abandoned, with install scripts
 * - `provenance`: where something comes from cannot be shown
 *
 * @public
 */
export type ResultKind =
  | 'vulnerability'
  | 'code'
  | 'secret'
  | 'configuration'
  | 'package-risk'
  | 'provenance';

/** All kinds, in the order in which they are shown. @public */
export const resultKinds: readonly ResultKind[] = [
  'vulnerability',
  'code',
  'secret',
  'configuration',
  'package-risk',
  'provenance',
];

/** How bad it is; `unknown` where the tool does not say. @public */
export type ResultSeverity =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'none'
  | 'unknown';

/** How sure the tool is. @public */
export type Confidence = 'high' | 'medium' | 'low';

/** What a tool looks for. @public */
export interface ToolRule {
  /** As the tool names it, unique within the tool. */
  id: string;
  /** A few words of plain text. */
  title?: string;
  /** What it is and what to do, as plain text. */
  description?: string;
  /** Where more is told: `https:` or `http:` only. */
  helpUri?: string;
  /** Numbers of the Common Weakness Enumeration. */
  cwes: number[];
  tags: string[];
}

/** Where in a source something is: lines and columns count from 1, ends are inclusive. @public */
export interface Place {
  /** Relative to the root of the source, with `/`, without `.` and `..`. */
  path: string;
  startLine?: number;
  endLine?: number;
  startColumn?: number;
  endColumn?: number;
  /** The commit that it was found in, where a tool looks at a history. */
  commit?: string;
  /** The digest or diff id of a layer of a container image. */
  layer?: string;
}

/** The package that a result is about. @public */
export interface ReportedPackage {
  /** Without a version where the tool gives none. */
  purl?: string;
  /** As OSV names ecosystems; undefined where it has none. */
  ecosystem?: string;
  name: string;
  version?: string;
  /** Versions in which it is mended; empty where none is known. */
  fixedVersions: string[];
  /** Whether the project itself asks for it, where the tool tells. */
  direct?: boolean;
}

/** The known vulnerability that a result is about. @public */
export interface ReportedVulnerability {
  /** The name that the tool uses first: a CVE, a GHSA, the tool's own. */
  id: string;
  /** Its other names. */
  aliases: string[];
  /** Whether the tool says that it is exploited in the wild. */
  knownExploited?: boolean;
  /** What the tool or its distribution says of it, as `wont-fix`, `end-of-life`. */
  status?: string;
}

/**
 * A result that somebody was done with already where the report was made: by a comment in the
 * source, an ignore file, or a decision in the tool.
 *
 * @public
 */
export interface Suppression {
  /** `source`: stands beside the code; `external`: somewhere else. */
  kind: 'source' | 'external';
  /** Only what is `accepted` is done with. */
  status: 'accepted' | 'under-review' | 'rejected';
  /** Why, in the words of whoever did. */
  reason?: string;
  /** Until when, ISO 8601, where the tool tells. */
  until?: string;
}

/** One thing that a tool found. @public */
export interface ToolResult {
  kind: ResultKind;
  /** The id of a rule; there may be none of that id in `rules`. */
  rule: string;
  severity: ResultSeverity;
  /** 0 to 10, as CVSS counts, where the tool has a number. */
  score?: number;
  confidence?: Confidence;
  /** Plain text without markup; of a secret without the secret. */
  message: string;
  /** None: the result is about the whole source, or its place lies outside of it. */
  place?: Place;
  /** What besides the path tells where: a resource of Terraform, an object of Kubernetes, a stage. */
  object?: string;
  package?: ReportedPackage;
  vulnerability?: ReportedVulnerability;
  /**
   * 64 hexadecimal digits, the same in the next report of the tool as long as it is about the same
   * thing, though lines move. Unique within the report.
   */
  fingerprint: string;
  /** What a secret is known by: a salted hash, never the secret. */
  secretHash?: string;
  /** Undefined where nobody suppressed it. */
  suppression?: Suppression;
  /** What the tool proposes. */
  fix?: string;
}

/** What a tool reported of one source, at one time. @public */
export interface ToolReport {
  tool: {
    /** What the tool is known by from report to report: lower case, `[a-z0-9.-]+`. */
    id: string;
    /** As people write it. */
    name: string;
    version?: string;
  };
  /**
   * What tells several reports of one tool about one source apart, as SARIF's category: a language,
   * a folder, an image. Empty for the only one.
   */
  category: string;
  /** When the tool ran, ISO 8601, where the report says so. */
  ranAt?: string;
  /** The commit that it looked at, where the report says so. */
  revision?: string;
  /**
   * The files or folders that the tool ran over, where the report says so: nothing is resolved
   * elsewhere because of this report. Undefined: all of the source.
   */
  covers?: string[];
  /**
   * The kinds of results that the tool looked for, where it does not always look for all that it
   * knows: nothing of other kinds is resolved because of this report. Undefined: all.
   */
  lookedFor?: ResultKind[];
  /** Files that the tool did not look at whole: nothing is resolved there because of this report. */
  leftOut?: string[];
  rules: ToolRule[];
  results: ToolResult[];
  /** What people should know: what was cut, skipped, failed, not understood. Plain text. */
  notices: string[];
  /** Set where results were left out because there are too many; nothing is resolved because of it. */
  cut?: { read: number; total: number };
  /** The tool says itself that it did not finish; nothing is resolved because of it. */
  partial?: boolean;
}
