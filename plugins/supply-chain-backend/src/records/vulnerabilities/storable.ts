import { Advisory, AdvisoryError } from '@safety-curtain/advisories';

/** Columns and index entries of PostgreSQL; honest records stay far below. */
const MAX_ID_LENGTH = 200;
const MAX_ECOSYSTEM_LENGTH = 60;
const MAX_NAME_BYTES = 2000;

/**
 * A record as both databases can hold it: without NUL characters, which
 * PostgreSQL refuses in text. Throws an `AdvisoryError` where an id or a
 * package name has no place, so that one record is refused and not its batch.
 */
export function toStorable(record: Advisory): Advisory {
  const clean = withoutNul(record);
  if (clean.id.length > MAX_ID_LENGTH) {
    throw tooLong(clean, 'id', MAX_ID_LENGTH);
  }
  clean.affected?.forEach(({ package: named }, i) => {
    if (!named) return;
    if (named.ecosystem.length > MAX_ECOSYSTEM_LENGTH) {
      const field = `affected[${i}].package.ecosystem`;
      throw tooLong(clean, field, MAX_ECOSYSTEM_LENGTH);
    }
    if (Buffer.byteLength(named.name) > MAX_NAME_BYTES) {
      throw tooLong(clean, `affected[${i}].package.name`, MAX_NAME_BYTES);
    }
  });
  return clean.aliases
    ? {
        ...clean,
        aliases: clean.aliases.filter(alias => alias.length <= MAX_ID_LENGTH),
      }
    : clean;
}

function tooLong(record: Advisory, field: string, limit: number) {
  return new AdvisoryError(record.id, field, `is longer than ${limit}`);
}

function withoutNul(record: Advisory): Advisory {
  const text = JSON.stringify(record);
  if (!text.includes('\\u0000')) return record;
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  );
}
