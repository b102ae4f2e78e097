import {
  readStatements,
  type Statement,
  type VexHeading,
} from '@safety-curtain/vex';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow } from '../../database/tables';
import { inTransaction } from '../../database/transactions';
import {
  insertAnalyses,
  type NewAnalysis,
  sayAgain,
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
import { severityOfNumber } from '../../records/findings/severity';
import { idAsInOsv } from '../../records/vulnerabilities/vulnerabilityNames';
import { EarlierStatements, type Waits } from './statementApproval';

/** Statements that are stored in one statement of the database. */
const PIECE = 200;
/** Products of one decision: what names more is several. */
const MOST_SUBJECTS = 5_000;

/** States of decisions that are not over. */
const LIVE = ['active', 'proposed'] as const;

/** What became of a document. */
export interface ImportedVex {
  /** False where it was taken over before: nothing was stored. */
  created: boolean;
  /** Of its statements: those in force. */
  decisionIds: DbDecisionsRow['id'][];
  /** Statements that wait for somebody else than who sent them. */
  proposed: number;
  /** Decisions of an earlier version that ended. */
  superseded: number;
}

/** A document, and what of it waits for approval; nothing where undefined. */
export interface TakenVex extends NewVexDocument {
  waits?: Waits;
  /** Whoever sends it may approve what would wait otherwise. */
  approves?: boolean;
}

/**
 * Takes the statements of a document over as decisions, in one transaction. An
 * earlier version of it ends; what somebody approved of it stays approved, and
 * what waits and is said again goes on waiting. Throws `ConflictError` where it is older than
 * what is there.
 *
 * @param statements - a file, as `readStatements` reads it
 */
export async function importVex(
  knex: Knex,
  document: TakenVex,
  statements: string,
  now: Date,
): Promise<ImportedVex> {
  return inTransaction(knex, async trx => {
    const stored = await documentInForce(trx, document);
    if (stored?.sha256 === document.sha256) {
      const decisionIds = await decisionsOf(trx, document);
      const proposed = (await decisionsOf(trx, document, ['proposed'])).length;
      return { created: false, decisionIds, proposed, superseded: 0 };
    }
    const earlier = stored ? await decisionsOf(trx, document, LIVE) : [];
    const before = await EarlierStatements.read(trx, document, earlier);
    if (stored) {
      if (!document.replaces) refuseOlder(stored, document);
      await supersedeDocument(trx, stored.id, now);
    }
    await storeVexDocument(trx, document, now);
    const rows = await storeStatements(trx, document, statements, before, now);
    const said = new Set(rows.map(({ id }) => String(id)));
    const over = earlier.filter(one => !said.has(String(one)));
    const comment = `By version ${document.heading.version ?? 'of'} ${now
      .toISOString()
      .slice(0, 10)}`;
    await supersedeAnalyses(trx, over, document.importedBy, comment, now);
    const decisionIds = rows.filter(isActive).map(({ id }) => id);
    await retriageDecided(
      trx,
      [...over, ...decisionIds].map(id => ({ id })),
    );
    return {
      created: true,
      decisionIds,
      proposed: rows.length - decisionIds.length,
      superseded: over.length,
    };
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
    const ids = await decisionsOf(trx, document, LIVE);
    await supersedeDocument(trx, stored.id, now);
    await supersedeAnalyses(trx, ids, document.importedBy, comment, now);
    await retriageDecided(
      trx,
      ids.map(id => ({ id })),
    );
  });
}

/** The decisions of a document that are in force, or in other states. */
export function decisionsOf(
  trx: Knex,
  { ref, scope }: Pick<NewVexDocument, 'ref' | 'scope'>,
  states: readonly (typeof LIVE)[number][] = ['active'],
): Promise<DbDecisionsRow['id'][]> {
  return (
    trx('decisions')
      .whereIn('state', [...states])
      // As their index has it, letter by letter.
      .whereRaw(`origin = 'vex' and state in ('active', 'proposed')`)
      .where({
        origin_ref: ref,
        scope_kind: scope.kind,
        scope_ref: scope.ref,
      })
      .orderBy('id')
      .pluck('id')
  );
}

type Stored = Pick<DbDecisionsRow, 'id' | 'state'>;

function isActive({ state }: Stored): boolean {
  return state === 'active';
}

async function storeStatements(
  trx: Knex.Transaction,
  document: TakenVex,
  file: string,
  earlier: EarlierStatements,
  now: Date,
): Promise<Stored[]> {
  const stored: Stored[] = [];
  const { importedBy: author, waits } = document;
  const store = async (piece: readonly Statement[]) => {
    const known = await knownNames(trx, piece);
    const analyses = piece
      .flatMap(one => toAnalyses(document, one, known, now))
      .filter(one => !earlier.wasRejected(one));
    const approverOf = (one: NewAnalysis) =>
      waits?.(one.verdict, known.get(one.topic.vulnerability ?? ''))
        ? earlier.approverOf(one, author)
        : earlier.approverOf(one, author) ?? author;
    for (const [approver, some] of Map.groupBy(analyses, approverOf)) {
      const fresh: NewAnalysis[] = [];
      for (const one of some) {
        const id = approver ? undefined : earlier.takeWaiting(one);
        if (id === undefined) fresh.push(one);
        else {
          await sayAgain(trx, id, one);
          stored.push({ id, state: 'proposed' });
        }
      }
      const rows = await insertAnalyses(trx, fresh, { author, approver }, now);
      for (const { id, state } of rows) stored.push({ id, state });
    }
  };
  let piece: Statement[] = [];
  for await (const statement of readStatements(file)) {
    piece.push(statement);
    if (piece.length < PIECE) continue;
    await store(piece);
    piece = [];
  }
  await store(piece);
  return stored;
}

/** Of the ids in statements, those that are known here, with how severe they are. */
type KnownNames = ReadonlyMap<string, Severity>;

async function knownNames(
  trx: Knex.Transaction,
  statements: readonly Statement[],
): Promise<KnownNames> {
  const known = new Map<string, Severity>();
  const ids = new Set(statements.flatMap(namesOf));
  for await (const chunk of inChunks([...ids])) {
    const names = await trx('vulnerability_names as n')
      .join('vulnerabilities as v', 'v.id', 'n.vulnerability_id')
      .whereIn('n.name', chunk)
      .select('n.name', 'v.severity');
    for (const { name, severity } of names) {
      known.set(name, severityOfNumber(severity));
    }
  }
  return known;
}

function namesOf({ vulnerability: { id, aliases } }: Statement): string[] {
  return [id, ...aliases].map(idAsInOsv);
}

/** The first name that is known here; else one that records will have, if any. */
function nameOf(statement: Statement, known: KnownNames): string {
  const names = namesOf(statement).filter(name => name.length <= 200);
  return (
    names.find(name => known.has(name)) ??
    names.find(name => name.startsWith('CVE-')) ??
    names[0]
  );
}

function toAnalyses(
  { heading, sha256, scope, ref, author, approves }: TakenVex,
  statement: Statement,
  known: KnownNames,
  now: Date,
): NewAnalysis[] {
  const { analysis, at, original } = statement;
  const meant = subjectsFor(scope, statement.subjects, heading.product);
  const document = {
    id: heading.id,
    version: heading.version,
    format: `${heading.format} ${heading.specVersion}`,
    sha256,
    author,
  };
  const said = original?.status ?? analysis.state.replaceAll('_', ' ');
  return piecesOf(meant).map(subjects => {
    const evidence: DocumentEvidence = {
      document,
      at,
      subjects,
      original,
      ...(approves && { approved: true }),
    };
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
      firstSaidAt: timeOf(analysis.firstIssued, now),
      saidAt: timeOf(
        analysis.lastUpdated ??
          analysis.firstIssued ??
          heading.updatedAt ??
          heading.issuedAt,
        now,
      ),
    };
  });
}

/** What is said to be of the future is of today: it would stay the newest for good. */
function timeOf(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  return new Date(Math.min(Date.parse(text), now.getTime()));
}

/** What the whole of a document for one service is about is that service. */
function subjectsFor(
  { kind }: NewVexDocument['scope'],
  subjects: Statement['subjects'],
  product: VexHeading['product'],
): Statement['subjects'] {
  if (kind !== 'entity' || !product) return subjects;
  return subjects.map(({ package: part, within }) =>
    within && within.text !== product.text
      ? { package: part, within }
      : { package: part },
  );
}

function piecesOf(subjects: Statement['subjects']): Statement['subjects'][] {
  const pieces: Statement['subjects'][] = [];
  for (let start = 0; start < subjects.length; start += MOST_SUBJECTS) {
    pieces.push(subjects.slice(start, start + MOST_SUBJECTS));
  }
  return pieces;
}
