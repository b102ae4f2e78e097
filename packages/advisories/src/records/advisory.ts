/**
 * The OSV record (OSV schema 1.x), as far as it is used here. Field names are
 * OSV's own.
 *
 * @public
 */
export interface Advisory {
  id: string;
  /** RFC 3339. */
  modified: string;
  published?: string;
  /** Set where the record was taken back; such a record matches nothing. */
  withdrawn?: string;
  /** Other ids of the same vulnerability. */
  aliases?: string[];
  /** Ids of other vulnerabilities that have to do with this one. */
  related?: string[];
  /** Ids of records that this one was made from. */
  upstream?: string[];
  summary?: string;
  /** Markdown from outside: never to be shown unsanitised. */
  details?: string;
  severity?: AdvisorySeverity[];
  affected?: AffectedPackage[];
  references?: AdvisoryReference[];
  database_specific?: AdvisoryNotes;
}

/** A CVSS vector, or another rating, as the record has it. @public */
export interface AdvisorySeverity {
  /** `CVSS_V2`, `CVSS_V3`, `CVSS_V4` or another scheme's name. */
  type: string;
  /** A vector, or whatever the scheme calls a score. */
  score: string;
}

/**
 * One entry of `affected`: a package with its ranges and versions (OSV schema, affected).
 *
 * @public
 */
export interface AffectedPackage {
  /** Absent in records about source repositories only. */
  package?: { ecosystem: string; name: string; purl?: string };
  /** Where present, goes before the severity of the record. */
  severity?: AdvisorySeverity[];
  ranges?: AffectedRange[];
  versions?: string[];
  ecosystem_specific?: AdvisoryNotes;
  database_specific?: AdvisoryNotes;
}

/**
 * One range of versions with its events, in order (OSV schema, affected.ranges).
 *
 * @public
 */
export interface AffectedRange {
  /** `SEMVER`, `ECOSYSTEM` or `GIT`. */
  type: string;
  repo?: string;
  events: RangeEvent[];
}

/** One of the fields is set. @public */
export interface RangeEvent {
  introduced?: string;
  fixed?: string;
  last_affected?: string;
  limit?: string;
}

/** A link of a record, with what it leads to. @public */
export interface AdvisoryReference {
  /** `ADVISORY`, `FIX`, `WEB`, … */
  type: string;
  /** An http or https address. */
  url: string;
}

/**
 * The few fields of `database_specific` and `ecosystem_specific` that mean the same everywhere.
 *
 * @public
 */
export interface AdvisoryNotes {
  /** A word of the database's own scale, such as `MODERATE`. */
  severity?: string;
  /** Debian: how urgent a fix is to its security team, such as `unimportant` or `low**`. */
  urgency?: string;
  cwe_ids?: string[];
  /** RustSec: `unmaintained`, `unsound` or `notice`. */
  informational?: string;
}

/** Thrown where a document is no OSV record that can be used. @public */
export class AdvisoryError extends Error {
  /**
   * @param id - The record's id as far as it is known.
   * @param field - Where in the record, such as `affected[0].ranges`.
   */
  constructor(readonly id: string, readonly field: string, reason: string) {
    super(`advisory ${id}: ${field} ${reason}`);
    this.name = 'AdvisoryError';
  }
}

/**
 * Whether a record reports a property of a package (RustSec: unmaintained,
 * unsound, notice) rather than a vulnerability.
 *
 * @public
 */
export function isInformational(record: Advisory): boolean {
  return Boolean(
    record.database_specific?.informational ||
      record.affected?.some(entry => entry.database_specific?.informational),
  );
}
