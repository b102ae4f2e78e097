import type {
  IgnoreFileEntry,
  IgnoreFiles,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Manifest } from '@safety-curtain/sbom';
import {
  type IgnoredEntry,
  ignoredFolder,
  type IgnoredOccurrence,
  readIgnoredPackages,
} from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks, toIso } from '../../database/dialect';
import type { DbDecisionsRow, DbIgnoreFilesRow } from '../../database/tables';
import type { Archive } from '../../records/documents/Archive';
import { readManifests } from '../../records/inventory/snapshots';
import { stateOf } from '../decisions/decisionViews';
import { idAsInOsv } from '../../records/vulnerabilities/vulnerabilityNames';
import { affectedPlaces, GraphWanted, occurrencesOf } from './occurrences';
import { factsOfFindings, type TriageFinding } from './triageFacts';

/** What the ignore files of tools in a service say, and what of it is stale. */
export async function listIgnoreFiles(
  knex: Knex,
  archive: Archive,
  entityRef: string,
): Promise<IgnoreFiles> {
  const now = new Date();
  const rows: DbIgnoreFilesRow[] = await knex('ignore_files as i')
    .join('targets as t', 't.id', 'i.target_id')
    .where('t.entity_ref', entityRef)
    .whereNull('t.removed_at')
    .orderBy('i.path')
    .select('i.*');
  if (rows.length === 0) return { files: [] };
  const decisions = await decisionsByEntry(knex, entityRef);
  const matching = await matcherOf(knex, archive, rows);
  return {
    files: rows.map(row => ({
      path: row.path,
      origin: row.origin,
      ...(row.tool && { tool: row.tool }),
      readAt: toIso(row.read_at)!,
      ...(row.error !== null && { error: row.error }),
      entries: entriesOf(row).map(entry => {
        const decision = decisions.get(keyOf(row.path, entry));
        return {
          ...describe(entry, matching(entry, row), now),
          ...(decision && {
            decisionId: String(decision.id),
            decision: stateOf(decision, now),
          }),
        };
      }),
      notUnderstood: JSON.parse(row.not_understood),
    })),
  };
}

function entriesOf({ entries }: DbIgnoreFilesRow): IgnoredEntry[] {
  return JSON.parse(entries);
}

function keyOf(path: string, { line: _line, ...entry }: IgnoredEntry): string {
  return `${path}\n${JSON.stringify(entry)}`;
}

function describe(
  { line, text, vulnerability = '', reason, ends }: IgnoredEntry,
  findings: number,
  now: Date,
): IgnoreFileEntry {
  const endsAt = typeof ends === 'object' ? ends.at : undefined;
  const event = typeof ends === 'object' ? ends.orWhen : ends;
  const isOver = endsAt !== undefined && new Date(endsAt) <= now;
  const matches = findings > 0 ? 'matches' : 'matches-nothing';
  return {
    line,
    text,
    vulnerability,
    reason,
    endsAt,
    ...(event === 'fix' && { untilFix: true }),
    state: isOver ? 'ended' : matches,
    findings,
  };
}

/** The last decision of each entry. */
async function decisionsByEntry(
  knex: Knex,
  entityRef: string,
): Promise<Map<string, DbDecisionsRow>> {
  const rows: DbDecisionsRow[] = await knex('decisions')
    .where({
      subject: 'vulnerability-analysis',
      scope_kind: 'entity',
      scope_ref: entityRef,
      origin: 'file',
    })
    .orderBy('id');
  return new Map(
    rows.map(row => {
      const { file, entry } = JSON.parse(row.evidence ?? '{}');
      return [`${file?.path}\n${entry}`, row];
    }),
  );
}

/** How many findings of a service an entry is about. */
async function matcherOf(
  knex: Knex,
  archive: Archive,
  files: readonly DbIgnoreFilesRow[],
): Promise<(entry: IgnoredEntry, file: DbIgnoreFilesRow) => number> {
  const targetId = files[0].target_id;
  const named = new Set(files.flatMap(entriesOf).flatMap(idOf));
  const findings = new Map<string, TriageFinding[]>();
  for await (const names of inChunks([...named])) {
    const rows: { id: number; name: string }[] = await knex('findings as f')
      .join(
        'vulnerability_names as n',
        'n.vulnerability_id',
        'f.vulnerability_id',
      )
      .where('f.target_id', targetId)
      .whereNot('f.state', 'resolved')
      .whereIn('n.name', names)
      .select('f.id', 'n.name');
    const facts = new Map(
      (await factsOfFindings(knex, [...new Set(rows.map(({ id }) => id))])).map(
        one => [String(one.id), one],
      ),
    );
    for (const { id, name } of rows) {
      const fact = facts.get(String(id));
      if (fact) findings.set(name, [...(findings.get(name) ?? []), fact]);
    }
  }
  const places = await affectedPlaces(knex, [...findings.values()].flat());
  const count = (
    entry: IgnoredEntry,
    file: DbIgnoreFilesRow,
    graph?: readonly Manifest[],
  ) =>
    idOf(entry)
      .flatMap(id => findings.get(id) ?? [])
      .filter(finding => {
        const used = places.get(Number(finding.id)) ?? [];
        return isMeant(entry, file, occurrencesOf(finding, used, graph));
      }).length;
  try {
    for (const file of files) {
      entriesOf(file).forEach(entry => count(entry, file));
    }
    return count;
  } catch (error) {
    if (!(error instanceof GraphWanted)) throw error;
    const graph = await readManifests(knex, archive, targetId);
    return (entry, file) => count(entry, file, graph);
  }
}

/** The vulnerability of an entry, as it is called here. */
function idOf({ vulnerability }: IgnoredEntry): string[] {
  return vulnerability === undefined ? [] : [idAsInOsv(vulnerability)];
}

function isMeant(
  { packages }: IgnoredEntry,
  file: DbIgnoreFilesRow,
  occurrences: readonly IgnoredOccurrence[],
): boolean {
  const test = readIgnoredPackages(packages, ignoredFolder(file));
  return (
    typeof test !== 'string' && occurrences.some(one => test(one) !== 'no')
  );
}
