import {
  Advisory,
  AdvisoryError,
  AdvisoryNotes,
  AdvisoryReference,
  AdvisorySeverity,
  AffectedPackage,
  AffectedRange,
  RangeEvent,
} from './advisory';

/**
 * Limits on one record: several times what the largest record of the public
 * databases has, small enough that no record can exhaust memory.
 */
const LIMITS = {
  id: 256,
  word: 64,
  text: 2_048,
  details: 65_536,
  name: 1_024,
  version: 1_024,
  ids: 1_000,
  severities: 32,
  references: 1_000,
  affected: 5_000,
  ranges: 1_000,
  events: 10_000,
  versions: 50_000,
  /** Over the whole record: affected entries, events and versions. */
  total: 200_000,
  cwes: 100,
} as const;

/** Letters, digits and the marks that ids of all databases get by with. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._:+@~/-]*$/;
/** RFC 3339; a mere date is let pass. */
const TIME =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;
const EVENT_FIELDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

/** Stands for a `modified` that no one can read: older than any other. */
const UNKNOWN_TIME = '1970-01-01T00:00:00Z';

type Fields = Record<string, unknown>;

/** Reads the fields of one record and knows where it is when one is wrong. */
class RecordReader {
  private id = '(no id)';
  private total = 0;

  /** The record's packages alone, whatever else it may hold. */
  readAffected(value: unknown): AffectedPackage[] {
    const fields = this.fields(value, 'record');
    this.id = this.identifier(fields.id, 'id');
    return this.allAffected(fields.affected) ?? [];
  }

  read(value: unknown): Advisory {
    const fields = this.fields(value, 'record');
    this.id = this.identifier(fields.id, 'id');
    return withoutUndefined({
      id: this.id,
      modified: this.time(fields.modified, 'modified') ?? UNKNOWN_TIME,
      published: this.optionalTime(fields.published, 'published'),
      withdrawn: this.withdrawn(fields.withdrawn),
      aliases: this.identifiers(fields.aliases, 'aliases'),
      related: this.identifiers(fields.related, 'related'),
      upstream: this.identifiers(fields.upstream, 'upstream'),
      summary: this.prose(fields.summary, 'summary', LIMITS.text),
      details: this.prose(fields.details, 'details', LIMITS.details),
      severity: this.severities(fields.severity, 'severity'),
      affected: this.allAffected(fields.affected),
      references: this.references(fields.references),
      database_specific: this.notes(fields.database_specific),
    });
  }

  private fail(field: string, reason: string): never {
    throw new AdvisoryError(this.id, field, reason);
  }

  private fields(value: unknown, at: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(at, 'is no object');
    }
    return value as Fields;
  }

  private text(value: unknown, at: string, limit: number): string {
    if (typeof value !== 'string') return this.fail(at, 'is no text');
    if (value.length > limit) {
      return this.fail(at, `is longer than ${limit} characters`);
    }
    return value;
  }

  private filled(value: unknown, at: string, limit: number): string {
    return this.text(value, at, limit) || this.fail(at, 'is empty');
  }

  /** Text for people to read is cut, not refused. */
  private prose(value: unknown, at: string, limit: number) {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.fail(at, 'is no text');
    return value.length > limit ? `${value.slice(0, limit - 1)}…` : value;
  }

  private identifier(value: unknown, at: string): string {
    const id = this.text(value, at, LIMITS.id);
    return ID.test(id) ? id : this.fail(at, 'is no identifier');
  }

  /** What is no identifier names no other record and is left out. */
  private identifiers(value: unknown, at: string): string[] | undefined {
    return this.list(value, at, LIMITS.ids, (id, path) =>
      this.text(id, path, LIMITS.text),
    )?.filter(id => id.length <= LIMITS.id && ID.test(id));
  }

  /** Undefined where the text is no time: not worth losing a record for. */
  private time(value: unknown, at: string): string | undefined {
    const text = this.text(value, at, LIMITS.word);
    return TIME.test(text) ? text : undefined;
  }

  private optionalTime(value: unknown, at: string): string | undefined {
    return value === undefined || value === null
      ? undefined
      : this.time(value, at);
  }

  /** Hides the record, so it has to be right. */
  private withdrawn(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    return (
      this.time(value, 'withdrawn') ??
      this.fail('withdrawn', 'is no RFC 3339 time')
    );
  }

  private list<T>(
    value: unknown,
    at: string,
    limit: number,
    readItem: (item: unknown, at: string) => T,
  ): T[] | undefined {
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.fail(at, 'is no list');
    if (value.length > limit) {
      return this.fail(at, `has more than ${limit} entries`);
    }
    this.total += value.length;
    if (this.total > LIMITS.total) this.fail(at, 'makes the record too large');
    return Array.from(value, (item, i) => readItem(item, `${at}[${i}]`));
  }

  private severities(value: unknown, at: string) {
    return this.list(
      value,
      at,
      LIMITS.severities,
      (item, path): AdvisorySeverity => {
        const fields = this.fields(item, path);
        return {
          type: this.filled(fields.type, `${path}.type`, LIMITS.word),
          score: this.filled(fields.score, `${path}.score`, LIMITS.text),
        };
      },
    );
  }

  private allAffected(value: unknown): AffectedPackage[] | undefined {
    return this.list(value, 'affected', LIMITS.affected, (entry, at) =>
      this.affected(entry, at),
    );
  }

  private affected(value: unknown, at: string): AffectedPackage {
    const fields = this.fields(value, at);
    return withoutUndefined({
      package: this.package(fields.package, `${at}.package`),
      severity: this.severities(fields.severity, `${at}.severity`),
      ranges: this.list(
        fields.ranges,
        `${at}.ranges`,
        LIMITS.ranges,
        (item, path) => this.range(item, path),
      ),
      versions: this.list(
        fields.versions,
        `${at}.versions`,
        LIMITS.versions,
        (item, path) => this.filled(item, path, LIMITS.version),
      ),
      ecosystem_specific: this.notes(fields.ecosystem_specific),
      database_specific: this.notes(fields.database_specific),
    });
  }

  private package(value: unknown, at: string): AffectedPackage['package'] {
    if (value === undefined || value === null) return undefined;
    const fields = this.fields(value, at);
    return withoutUndefined({
      ecosystem: this.filled(fields.ecosystem, `${at}.ecosystem`, LIMITS.name),
      name: this.filled(fields.name, `${at}.name`, LIMITS.name),
      purl: this.prose(fields.purl, `${at}.purl`, LIMITS.text),
    });
  }

  private range(value: unknown, at: string): AffectedRange {
    const fields = this.fields(value, at);
    const events = this.list(
      fields.events,
      `${at}.events`,
      LIMITS.events,
      (item, path) => this.events(item, path),
    );
    return withoutUndefined({
      type: this.filled(fields.type, `${at}.type`, LIMITS.word),
      repo: this.prose(fields.repo, `${at}.repo`, LIMITS.text),
      events: events?.flat() ?? this.fail(`${at}.events`, 'is missing'),
    });
  }

  /**
   * One event for each known field: the schema wants a single one, but
   * records with `introduced` and `fixed` in one object are about.
   */
  private events(value: unknown, at: string): RangeEvent[] {
    const fields = this.fields(value, at);
    return EVENT_FIELDS.filter(name => Object.hasOwn(fields, name)).map(
      name => ({
        [name]: this.filled(fields[name], `${at}.${name}`, LIMITS.version),
      }),
    );
  }

  /** Addresses that no browser should follow are left out. */
  private references(value: unknown): AdvisoryReference[] | undefined {
    return this.list(value, 'references', LIMITS.references, (item, path) => {
      const fields = this.fields(item, path);
      return {
        type: this.filled(fields.type, `${path}.type`, LIMITS.word),
        url: this.text(fields.url, `${path}.url`, LIMITS.text * 4),
      };
    })?.filter(reference => /^https?:\/\//i.test(reference.url));
  }

  /** Free-form in OSV: what is not as expected is left out, not refused. */
  private notes(value: unknown): AdvisoryNotes | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const { severity, urgency, cwe_ids: cwes, informational } = value as Fields;
    const notes = withoutUndefined({
      severity: wordOrNothing(severity),
      urgency: wordOrNothing(urgency),
      cwe_ids: Array.isArray(cwes)
        ? cwes
            .slice(0, LIMITS.cwes)
            .filter(cwe => typeof cwe === 'string' && /^CWE-\d{1,6}$/.test(cwe))
        : undefined,
      informational: wordOrNothing(informational),
    });
    return Object.keys(notes).length > 0 ? notes : undefined;
  }
}

function wordOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' && value && value.length <= LIMITS.word
    ? value
    : undefined;
}

/** Drops the keys without a value, so that equal records are deeply equal. */
function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] === undefined) delete value[key];
  }
  return value;
}

/** Records that `readAdvisory` made and that need no second check. */
const CHECKED = new WeakSet<Advisory>();

/**
 * Checks a parsed JSON document against the OSV schema 1.x and copies what is
 * known of it; everything else is dropped. Sizes are bounded, overlong prose
 * is cut.
 *
 * @throws AdvisoryError that names the record and the field.
 *
 * @public
 */
export function readAdvisory(value: unknown): Advisory {
  const record = new RecordReader().read(value);
  CHECKED.add(record);
  return record;
}

/**
 * The packages of a record, checked as `readAdvisory` checks them unless the
 * record comes from there.
 *
 * @throws AdvisoryError
 */
export function affectedOf(record: Advisory): AffectedPackage[] {
  return CHECKED.has(record)
    ? record.affected ?? []
    : new RecordReader().readAffected(record);
}
