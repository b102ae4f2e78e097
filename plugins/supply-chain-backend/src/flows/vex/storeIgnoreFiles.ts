import { fileAndLine } from '@safety-curtain/plugin-supply-chain-common';
import { type IgnoredEntry, isSettled } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { DbDecisionsRow, DbIgnoreFilesRow } from '../../database/tables';
import {
  ANALYSIS,
  insertAnalyses,
  type NewAnalysis,
  supersedeAnalyses,
} from '../../records/decisions/analyses';
import { isAcceptance } from '../../records/decisions/analysisRules';
import type { FileEvidence } from '../../records/decisions/standing';
import { rememberVersions } from '../../records/decisions/versionsInUse';
import { retriageDecided } from '../../records/findings/retriage';
import { idAsInOsv } from '../../records/vulnerabilities/vulnerabilityNames';
import type { FoundIgnoreFile, FoundIgnoreFiles } from './readIgnoreFiles';

const DAY_MS = 86_400_000;
/** The end of an entry whose format knows none. */
const DEFAULT_DAYS = 90;

/** Where ignore files come from, and whether they are trusted. */
export interface IgnoreFileSource {
  target: { id: number; entityRef: string };
  origin: DbIgnoreFilesRow['origin'];
  /** Whoever put them there: `source`, or who sent them. */
  author: string;
  /** Owners whose files count at once. */
  trustedOwners: readonly string[];
  /** The longest that an accepted risk may hold. */
  longestExceptionMs?: number;
}

/** Entries of trusted owners' files that count from now on, without anybody's approval. */
export interface TrustedIgnores {
  entityRef: string;
  files: string[];
  decisions: number;
}

/**
 * Keeps decisions as the ignore files of a service have them: a new entry is
 * proposed, or counts at once where an owner is trusted; one that is gone ends.
 * A file that is as it was writes nothing. What counts at once is kept in the
 * log, and given back, so that it can be told.
 */
export async function storeIgnoreFiles(
  trx: Knex.Transaction,
  source: IgnoreFileSource,
  found: FoundIgnoreFiles,
  now: Date,
): Promise<TrustedIgnores | undefined> {
  const { target, origin } = source;
  const stored = await trx('ignore_files').where({
    target_id: target.id,
    origin,
  });
  const before = new Map(stored.map(row => [row.path, row]));
  const changed = found.files.filter(
    ({ path, sha256 }) =>
      before.get(path)?.sha256 !== sha256 || before.get(path)?.error !== null,
  );
  const there = new Set(
    [...found.files, ...found.unread].map(({ path }) => path),
  );
  // An upload is one file, and says nothing of others.
  const gone =
    origin === 'source' ? stored.filter(row => !there.has(row.path)) : [];
  await noteUnread(trx, source, found.unread, before, now);
  if (changed.length === 0 && gone.length === 0) return undefined;

  const decisions = await decisionsOfFiles(trx, target.entityRef);
  const trusted = await isTrusted(trx, source);
  const over: DbDecisionsRow['id'][] = [];
  const fresh: NewAnalysis[] = [];
  for (const { path } of gone) {
    for (const { row } of decisions.get(path) ?? []) over.push(row.id);
  }
  for (const file of changed) {
    const known = decisions.get(file.path) ?? [];
    const wanted = new Map(file.entries.map(one => [keyOf(one), one]));
    const kept = new Set<string>();
    for (const { row, evidence } of known) {
      const entry = wanted.get(evidence.entry);
      if (entry) {
        kept.add(evidence.entry);
        await moveLine(trx, row, file.path, entry);
      } else {
        over.push(row.id);
      }
    }
    for (const [key, entry] of wanted) {
      if (!kept.has(key)) fresh.push(...toAnalysis(source, file, entry, now));
    }
  }
  const { author } = source;
  await supersedeAnalyses(trx, over, author, 'The entry is gone', now);
  const by = { author, approver: trusted ? author : undefined };
  const rows = await insertAnalyses(trx, fresh, by, now);
  if (trusted) await rememberVersions(trx, rows);
  await retriageDecided(trx, [
    ...(trusted ? rows : []),
    ...over.map(id => ({ id })),
  ]);
  await keepFiles(trx, source, changed, now);
  await trx('ignore_files')
    .whereIn(
      'id',
      gone.map(({ id }) => id),
    )
    .delete();
  if (!trusted || rows.length === 0) return undefined;
  const inForce: TrustedIgnores = {
    entityRef: target.entityRef,
    files: changed.map(({ path }) => path),
    decisions: rows.length,
  };
  await keepInLog(trx, inForce, author, now);
  return inForce;
}

async function keepInLog(
  trx: Knex.Transaction,
  { entityRef, ...meta }: TrustedIgnores,
  author: string,
  now: Date,
): Promise<void> {
  await trx('audit_events').insert({
    at: now,
    event: 'ignore-file-trusted',
    actor: author,
    entity_ref: entityRef,
    outcome: 'success',
    meta: JSON.stringify(meta),
  });
}

/** What tells an entry of a file from the others, wherever it stands there. */
export function keyOf({ line: _line, ...entry }: IgnoredEntry): string {
  return JSON.stringify(entry);
}

interface OfFile {
  row: DbDecisionsRow;
  evidence: FileEvidence;
}

/** Decisions of a service's files that are not over, by path. */
async function decisionsOfFiles(
  trx: Knex.Transaction,
  entityRef: string,
): Promise<Map<string, OfFile[]>> {
  const rows: DbDecisionsRow[] = await trx('decisions')
    .where({
      subject: ANALYSIS,
      scope_kind: 'entity',
      scope_ref: entityRef,
      origin: 'file',
    })
    // What was rejected or revoked is not proposed again while it stands there.
    .whereNotExists(
      trx('decision_events as e')
        .whereRaw(`e.decision_id = decisions.id and e.kind = 'superseded'`)
        .select(trx.raw('1')),
    )
    .orderBy('id');
  const decisions = new Map<string, OfFile[]>();
  for (const row of rows) {
    const evidence: FileEvidence = JSON.parse(row.evidence ?? '{}');
    const { path } = evidence.file;
    decisions.set(path, [...(decisions.get(path) ?? []), { row, evidence }]);
  }
  return decisions;
}

async function isTrusted(
  trx: Knex.Transaction,
  { target, trustedOwners }: IgnoreFileSource,
): Promise<boolean> {
  if (trustedOwners.length === 0) return false;
  const owner = await trx('target_owners')
    .where('target_id', target.id)
    .whereIn('owner_ref', [...trustedOwners])
    .first('owner_ref');
  return owner !== undefined;
}

/** The same entry on another line is the same decision. */
async function moveLine(
  trx: Knex.Transaction,
  row: DbDecisionsRow,
  path: string,
  entry: IgnoredEntry,
): Promise<void> {
  const ref = refOf(path, entry);
  if (row.origin_ref === ref) return;
  await trx('decisions').where('id', row.id).update({ origin_ref: ref });
}

function refOf(path: string, { line }: IgnoredEntry): string {
  return toText(fileAndLine(path, line));
}

/** None for an entry that is over already. */
function toAnalysis(
  { target: { entityRef }, longestExceptionMs = Infinity }: IgnoreFileSource,
  { path, tool, sha256 }: FoundIgnoreFile,
  entry: IgnoredEntry,
  now: Date,
): NewAnalysis[] {
  const { analysis, ends, reason, line, text, packages } = entry;
  const { at, orWhen: endsWhen = null } =
    typeof ends === 'string' ? { at: undefined, orWhen: ends } : ends ?? {};
  const end = new Date(at ?? now.getTime() + DEFAULT_DAYS * DAY_MS);
  if (end <= now) return [];
  const latest = now.getTime() + longestExceptionMs;
  // What is settled may stand for as long as somebody says.
  const endsAt =
    !isSettled(analysis) && end.getTime() > latest ? new Date(latest) : end;
  const accepts = isAcceptance(analysis.responses);
  const evidence: FileEvidence = {
    file: { path, tool, sha256 },
    line,
    text,
    packages,
    entry: keyOf(entry),
  };
  return [
    {
      topic: {
        scopeKind: 'entity',
        scopeRef: entityRef,
        vulnerability: idAsInOsv(entry.vulnerability!),
      },
      verdict: analysis.state,
      justification: analysis.justification ?? null,
      responses: [...analysis.responses],
      endsAt: endsWhen && at === undefined ? null : endsAt,
      endsWhen,
      // The tool was told to be silent until then.
      pausesClock: accepts && (!endsWhen || at !== undefined),
      reason: reason ?? `Ignored in ${path}`,
      origin: 'file',
      originRef: refOf(path, entry),
      evidence,
    },
  ];
}

async function keepFiles(
  trx: Knex.Transaction,
  { target, origin }: IgnoreFileSource,
  files: readonly FoundIgnoreFile[],
  now: Date,
): Promise<void> {
  for (const { path, tool, sha256, entries, notUnderstood } of files) {
    await trx('ignore_files')
      .insert({
        target_id: target.id,
        path,
        origin,
        tool,
        sha256,
        entries: JSON.stringify(entries),
        not_understood: JSON.stringify(notUnderstood),
        error: null,
        read_at: now,
      })
      .onConflict(['target_id', 'path'])
      .merge();
  }
}

/** What cannot be read stands as it was, and is told. */
async function noteUnread(
  trx: Knex.Transaction,
  { target, origin }: IgnoreFileSource,
  unread: FoundIgnoreFiles['unread'],
  before: ReadonlyMap<string, DbIgnoreFilesRow>,
  now: Date,
): Promise<void> {
  for (const { path, reason } of unread) {
    const error = toText(reason);
    if (before.get(path)?.error === error) continue;
    await trx('ignore_files')
      .insert({
        target_id: target.id,
        path,
        origin,
        tool: '',
        sha256: '',
        entries: '[]',
        not_understood: '[]',
        error,
        read_at: now,
      })
      .onConflict(['target_id', 'path'])
      .merge(['error', 'read_at']);
  }
}
