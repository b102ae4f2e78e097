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
  { heading, sha256, scope, ref, author, importedBy }: NewVexDocument,
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
