import { ConflictError } from '@backstage/errors';
import type { VexHeading } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import type { DbVexDocumentsRow } from '../../database/tables';

/** Whom a document is for: one service, or the organization. */
export interface VexScope {
  kind: DbVexDocumentsRow['scope_kind'];
  /** Empty for the organization. */
  ref: string;
}

/** A document that is to be taken over. */
export interface NewVexDocument {
  heading: VexHeading;
  sha256: string;
  scope: VexScope;
  /** What decisions call it by; documents of one name take each other's place. */
  ref: string;
  /** Who issued it. */
  author?: string;
  importedBy: string;
  /** It takes the place of the last one, whatever their versions say. */
  replaces?: boolean;
  /** Where it was read; undefined: somebody sent it. */
  placed?: Placed;
}

/** Where a document is: at a configured place. */
export interface Placed {
  place: string;
  /** Where it is there: a path, or the address. */
  file: string;
  /** Of the bytes there; undefined where nothing tells them from others. */
  version?: string;
}

/** A document of a place that is in force. */
export interface PlacedRow extends Placed {
  ref: string;
  statements: number;
  /** How many of its pieces were not understood. */
  notUnderstood: number;
  documentAt?: Date;
}

/** The document of a name that is in force; its row is locked. */
export async function documentInForce(
  trx: Knex,
  { scope, ref }: Pick<NewVexDocument, 'scope' | 'ref'>,
): Promise<DbVexDocumentsRow | undefined> {
  return trx('vex_documents')
    .where({ ref, scope_kind: scope.kind, scope_ref: scope.ref })
    .whereNull('superseded_at')
    .forUpdate()
    .first();
}

/** Stores a document; throws `ConflictError` where one of its name was stored at the same time. */
export async function storeVexDocument(
  trx: Knex.Transaction,
  { heading, sha256, scope, ref, author, importedBy, placed }: NewVexDocument,
  now: Date,
): Promise<void> {
  const written = await trx('vex_documents')
    .insert({
      scope_kind: scope.kind,
      scope_ref: scope.ref,
      ref,
      version: heading.version === undefined ? null : toText(heading.version),
      format: `${heading.format} ${heading.specVersion}`.slice(0, 40),
      sha256,
      author: author === undefined ? null : toText(author, 500),
      document_at: timeOf(heading) ?? null,
      statements: heading.statements,
      not_understood: toText(
        JSON.stringify(heading.notUnderstood),
        Number.MAX_SAFE_INTEGER,
      ),
      imported_at: now,
      imported_by: importedBy,
      ...(placed && columnsOf(placed)),
    })
    .onConflict(
      trx.raw(
        '(ref, scope_kind, scope_ref) where superseded_at is null',
      ) as never,
    )
    .ignore()
    .returning('id');
  if (written.length === 0) {
    throw new ConflictError(
      `Another document '${ref}' was taken over meanwhile; send it again`,
    );
  }
}

function timeOf({ updatedAt, issuedAt }: VexHeading): Date | undefined {
  const time = updatedAt ?? issuedAt;
  return time === undefined ? undefined : new Date(time);
}

/**
 * Throws `ConflictError` where a document is older than the one of its name
 * that is in force, or where nothing says which of both is.
 */
export function refuseOlder(
  stored: DbVexDocumentsRow,
  { heading, ref }: Pick<NewVexDocument, 'heading' | 'ref'>,
): void {
  const { version } = heading;
  const order = compareVersions(version, stored.version ?? undefined);
  const time = timeOf(heading);
  const storedTime =
    stored.document_at === null ? undefined : toDate(stored.document_at);
  const later =
    order ||
    (time && storedTime ? Math.sign(time.getTime() - storedTime.getTime()) : 0);
  if (later > 0) return;
  const isTold = version !== undefined || time !== undefined;
  if (later === 0 && !isTold) return;
  const told = stored.version ?? storedTime?.toISOString();
  throw new ConflictError(
    later < 0
      ? `The document '${ref}' is older than what was taken over of it: ${told}`
      : `Another document '${ref}' of the same version (${told}) was taken over; a new one needs a higher version, or a later time`,
  );
}

/** By their numbers; 0 where they say nothing. */
function compareVersions(a: string | undefined, b: string | undefined): number {
  const [first, second] = [a, b].map(numbersOf);
  if (!first || !second) return 0;
  const length = Math.max(first.length, second.length);
  for (let i = 0; i < length; i++) {
    const difference = (first[i] ?? 0) - (second[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function numbersOf(version: string | undefined): number[] | undefined {
  return version !== undefined && /^\d{1,15}(?:\.\d{1,15}){0,9}$/.test(version)
    ? version.split('.').map(Number)
    : undefined;
}

/** Notes that a document is no longer in force. */
export async function supersedeDocument(
  trx: Knex.Transaction,
  id: DbVexDocumentsRow['id'],
  now: Date,
): Promise<void> {
  await trx('vex_documents').where('id', id).update({ superseded_at: now });
}

/** The documents in force of a place, or of all but some. */
export async function documentsOfPlaces(
  knex: Knex,
  places: string | { otherThan: readonly string[] },
): Promise<PlacedRow[]> {
  const select = knex('vex_documents')
    .whereNull('superseded_at')
    .whereNotNull('place')
    .orderBy('id');
  if (typeof places === 'string') select.where('place', places);
  else select.whereNotIn('place', [...places.otherThan]);
  const rows: DbVexDocumentsRow[] = await select;
  return rows.map(row => ({
    place: row.place!,
    file: row.place_file!,
    version: row.place_version ?? undefined,
    ref: row.ref,
    statements: row.statements,
    notUnderstood: JSON.parse(row.not_understood).length,
    documentAt: row.document_at === null ? undefined : toDate(row.document_at),
  }));
}

/** Notes that a document is somewhere else, or looks different there. */
export async function moveDocument(
  knex: Knex,
  { ref, scope }: Pick<NewVexDocument, 'ref' | 'scope'>,
  placed: Placed,
): Promise<void> {
  await knex('vex_documents')
    .where({ ref, scope_kind: scope.kind, scope_ref: scope.ref })
    .whereNull('superseded_at')
    .update(columnsOf(placed));
}

function columnsOf({ place, file, version }: Placed) {
  return { place, place_file: file, place_version: version ?? null };
}
