import { readStatements, type Statement } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow } from '../../database/tables';
import { inTransaction } from '../../database/transactions';
import {
  insertAnalyses,
  type NewAnalysis,
  supersedeAnalyses,
} from '../../records/decisions/analyses';
import type { DocumentEvidence } from '../../records/decisions/standing';
import {
  documentInForce,
  type NewVexDocument,
  refuseOlder,
  storeVexDocument,
  supersedeDocument,
} from '../../records/decisions/vexDocuments';
import { retriageDecided } from '../../records/findings/retriage';

/** Statements that are stored in one statement of the database. */
const PIECE = 200;
/** Products of one decision: what names more is several. */
const MOST_SUBJECTS = 5_000;

/** What became of a document. */
export interface ImportedVex {
  /** False where it was taken over before: nothing was stored. */
  created: boolean;
  /** Of its statements, in their order. */
  decisionIds: DbDecisionsRow['id'][];
  /** Decisions of an earlier version that ended. */
  superseded: number;
}

/**
 * Takes the statements of a document over as decisions, in one transaction. An
 * earlier version of it ends. Throws `ConflictError` where it is older than
 * what is there.
 *
 * @param statements - a file, as `readStatements` reads it
 */
export async function importVex(
  knex: Knex,
  document: NewVexDocument,
  statements: string,
  now: Date,
): Promise<ImportedVex> {
  return inTransaction(knex, async trx => {
    const stored = await documentInForce(trx, document);
    if (stored?.sha256 === document.sha256) {
      const decisionIds = await decisionsOf(trx, document);
      return { created: false, decisionIds, superseded: 0 };
    }
    const earlier = stored ? await decisionsOf(trx, document) : [];
    if (stored) {
      if (!document.replaces) refuseOlder(stored, document);
      await supersedeDocument(trx, stored.id, now);
      const comment = `By version ${document.heading.version ?? 'of'} ${now
        .toISOString()
        .slice(0, 10)}`;
      await supersedeAnalyses(trx, earlier, document.importedBy, comment, now);
    }
    await storeVexDocument(trx, document, now);
    const decisionIds = await storeStatements(trx, document, statements, now);
    await retriageDecided(
      trx,
      [...earlier, ...decisionIds].map(id => ({ id })),
    );
    return { created: true, decisionIds, superseded: earlier.length };
  });
}

/** Ends what a document said. */
export async function withdrawVex(
  knex: Knex,
  document: Pick<NewVexDocument, 'ref' | 'scope' | 'importedBy'>,
  comment: string,
  now: Date,
): Promise<void> {
  await inTransaction(knex, async trx => {
    const stored = await documentInForce(trx, document);
    if (!stored) return;
    const ids = await decisionsOf(trx, document);
    await supersedeDocument(trx, stored.id, now);
    await supersedeAnalyses(trx, ids, document.importedBy, comment, now);
    await retriageDecided(
      trx,
      ids.map(id => ({ id })),
    );
  });
}

/** The decisions of a document that are in force. */
export function decisionsOf(
  trx: Knex,
  { ref, scope }: Pick<NewVexDocument, 'ref' | 'scope'>,
): Promise<DbDecisionsRow['id'][]> {
  return trx('decisions')
    .where({
      origin: 'vex',
      state: 'active',
      origin_ref: ref,
      scope_kind: scope.kind,
      scope_ref: scope.ref,
    })
    .orderBy('id')
    .pluck('id');
}

async function storeStatements(
  trx: Knex.Transaction,
  document: NewVexDocument,
  file: string,
  now: Date,
): Promise<DbDecisionsRow['id'][]> {
  const ids: DbDecisionsRow['id'][] = [];
  const by = { author: document.importedBy, approver: document.importedBy };
  const store = async (piece: readonly Statement[]) => {
    const names = await knownNames(trx, piece);
    const analyses = piece.flatMap(one => toAnalyses(document, one, names));
    const rows = await insertAnalyses(trx, analyses, by, now);
    for (const { id } of rows) ids.push(id);
  };
  let piece: Statement[] = [];
  for await (const statement of readStatements(file)) {
    piece.push(statement);
    if (piece.length < PIECE) continue;
    await store(piece);
    piece = [];
  }
  await store(piece);
  return ids;
}

/** Of the ids in statements, those that are known here. */
async function knownNames(
  trx: Knex.Transaction,
  statements: readonly Statement[],
): Promise<Set<string>> {
  const known = new Set<string>();
  const ids = new Set(statements.flatMap(namesOf));
  for await (const chunk of inChunks([...ids])) {
    const names = await trx('vulnerability_names')
      .whereIn('name', chunk)
      .pluck('name');
    names.forEach(name => known.add(name));
  }
  return known;
}

/** Ids as OSV spells them: they are told apart by their case. */
function namesOf({ vulnerability: { id, aliases } }: Statement): string[] {
  return [id, ...aliases].map(name => {
    const [, year] = /^cve-(.*)$/i.exec(name) ?? [];
    if (year !== undefined) return `CVE-${year}`;
    const [, rest] = /^ghsa-(.*)$/i.exec(name) ?? [];
    return rest === undefined ? name : `GHSA-${rest.toLowerCase()}`;
  });
}

/** The first name that is known here; else one that records will have, if any. */
function nameOf(statement: Statement, known: ReadonlySet<string>): string {
  const names = namesOf(statement).filter(name => name.length <= 200);
  return (
    names.find(name => known.has(name)) ??
    names.find(name => name.startsWith('CVE-')) ??
    names[0]
  );
}

function toAnalyses(
  { heading, sha256, scope, ref, author }: NewVexDocument,
  statement: Statement,
  known: ReadonlySet<string>,
): NewAnalysis[] {
  const { analysis, at, original } = statement;
  const document = {
    id: heading.id,
    version: heading.version,
    format: `${heading.format} ${heading.specVersion}`,
    sha256,
    author,
  };
  const said = original?.status ?? analysis.state.replaceAll('_', ' ');
  return piecesOf(statement.subjects).map(subjects => {
    const evidence: DocumentEvidence = { document, at, subjects, original };
    return {
      topic: {
        scopeKind: scope.kind,
        scopeRef: scope.ref,
        vulnerability: nameOf(statement, known),
      },
      verdict: analysis.state,
      justification: analysis.justification ?? null,
      responses: [...analysis.responses],
      endsAt: null,
      endsWhen: null,
      pausesClock: false,
      reason: analysis.detail ?? `${said}, says ${author ?? ref}`,
      origin: 'vex',
      originRef: ref,
      evidence,
    };
  });
}

function piecesOf(subjects: Statement['subjects']): Statement['subjects'][] {
  const pieces: Statement['subjects'][] = [];
  for (let start = 0; start < subjects.length; start += MOST_SUBJECTS) {
    pieces.push(subjects.slice(start, start + MOST_SUBJECTS));
  }
  return pieces;
}
