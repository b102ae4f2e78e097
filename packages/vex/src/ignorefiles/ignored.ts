import type { Analysis } from '../model/analysis';
import type { NotUnderstood } from '../model/statement';

/** Which packages an entry is about; all that is named must fit. @public */
export interface IgnoredPackages {
  /** A package URL, with or without a version. */
  purl?: string;
  /** Of OSV: `npm`, `PyPI`, … */
  ecosystem?: string;
  /** `*` stands for any part. */
  name?: string;
  /** One version; all where absent. */
  version?: string;
  /** Files or folders; or globs of files, in which `*` is any part of a name, and `**` any folders. */
  paths?: readonly string[];
  /** Packages on the way to it, the service's own first: `name` or `name@version`; `*` is any part of a name. */
  through?: readonly string[];
}

/** One entry of a tool's ignore file: a decision that somebody took there. @public */
export interface IgnoredEntry {
  /** From 1; absent where the format does not tell. */
  line?: number;
  /** As it is written there, for people. */
  text: string;
  /** A CVE, GHSA or other id; absent where every vulnerability of the packages is ignored. */
  vulnerability?: string;
  /** Any of them. */
  packages: readonly IgnoredPackages[];
  analysis: Analysis;
  reason?: string;
  ends?: IgnoreEnd;
}

/** What an entry, or a decision, ends with before its day. @public */
export type EndingEvent = 'fix' | 'version-moves';

/** A moment (ISO 8601), what it ends with, or whichever of both comes first. @public */
export type IgnoreEnd = EndingEvent | { at: string; orWhen?: EndingEvent };

/** What an ignore file says. @public */
export interface IgnoreFile {
  tool: IgnoreTool;
  entries: readonly IgnoredEntry[];
  notUnderstood: readonly NotUnderstood[];
}

/** Tools whose files are read. @public */
export type IgnoreTool =
  | 'snyk'
  | 'osv-scanner'
  | 'trivy'
  | 'grype'
  | 'audit-ci'
  | 'retire'
  | 'dependabot';

/** Why an entry that goes by a regular expression is not taken over. */
export const NO_PATTERN =
  'its name is a regular expression with more than `.*` in it, which is not matched here';

/** Entries of one file, at the most. */
export const MAX_ENTRIES = 10_000;

/**
 * What an entry means where its format has no word for it: the tool is told to be silent, and
 * nobody says that the vulnerability does nothing.
 */
export const ACCEPTED: Analysis = {
  state: 'exploitable',
  responses: ['will_not_fix'],
};
