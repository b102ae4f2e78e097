import type { ToolResult } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import {
  inChunks,
  isPostgres,
  toBoolean,
  toText,
} from '../../database/dialect';
import { maskAll, maskSecrets } from '../../messages/secrets';
import { updateMany } from '../../database/updateMany';
import type { DbToolResultsRow } from '../../database/tables';
import { kindNumber } from '../findings/kinds';
import { severityNumber } from '../findings/severity';

/** A result with what its names mean here. */
export interface SettledResult {
  result: ToolResult;
  ruleId: number;
  packageId?: number;
  vulnerabilityId?: number;
  /** Undefined: of a package and a vulnerability that are known here. */
  findingFingerprint?: string;
}

/** Columns that say the same in every report, as long as the result says the same. */
type ResultRow = Omit<
  DbToolResultsRow,
  | 'id'
  | 'report_id'
  | 'target_id'
  | 'finding_id'
  | 'first_seen_at'
  | 'fixable'
  | 'suppressed'
> & { fixable: boolean; suppressed: boolean };

/** What a series came to have, beside what it had. */
export interface ResultChanges {
  /** Packages of results that came, went or changed. */
  packageIds: Set<number>;
  changed: number;
}

/**
 * Stores results in place of those that the series had. What is still there
 * keeps its row.
 *
 * @param keeps - whether a result that is no longer reported stays, as nobody looked for it there
 */
export async function writeResults(
  trx: Knex.Transaction,
  { reportId, targetId }: { reportId: number; targetId: number },
  settled: readonly SettledResult[],
  keeps: (result: Pick<ResultRow, 'path' | 'kind'>) => boolean,
  now: Date,
): Promise<ResultChanges> {
  const stored = await storedResults(trx, reportId);
  const changes: ResultChanges = { packageIds: new Set(), changed: 0 };
  const note = (packageId: number | null) => {
    changes.changed++;
    if (packageId !== null) changes.packageIds.add(packageId);
  };
  const added: ResultRow[] = [];
  const differing: { id: number; row: ResultRow }[] = [];
  for await (const chunk of inChunks(settled)) {
    for (const one of chunk) {
      const row = rowOf(one);
      const known = stored.get(row.fingerprint);
      stored.delete(row.fingerprint);
      if (known && same(known.row, row)) continue;
      note(row.package_id);
      if (!known) added.push(row);
      else {
        if (known.row.package_id !== row.package_id) note(known.row.package_id);
        differing.push({ id: known.id, row });
      }
    }
  }
  const gone = [...stored.values()].filter(({ row }) => !keeps(row));
  for (const { row } of gone) note(row.package_id);
  for await (const chunk of inChunks(gone)) {
    await trx('tool_results')
      .whereIn(
        'id',
        chunk.map(({ id }) => id),
      )
      .delete();
  }
  if (differing.length > 0) {
    await updateMany<ResultRow & { id: number }, keyof ResultRow>(
      trx,
      'tool_results',
      Object.keys(differing[0].row) as (keyof ResultRow)[],
      differing.map(({ id, row }) => ({ ...row, id })),
      { finding_id: 'null' },
    );
  }
  for await (const chunk of inChunks(added)) {
    await trx('tool_results').insert(
      chunk.map(row => ({
        ...row,
        report_id: reportId,
        target_id: targetId,
        first_seen_at: now,
      })),
    );
  }
  return changes;
}

async function storedResults(trx: Knex.Transaction, reportId: number) {
  const rows = await trx('tool_results').where('report_id', reportId);
  return new Map(
    rows.map(
      ({
        id,
        report_id: _report,
        target_id: _target,
        finding_id: _finding,
        first_seen_at: _since,
        fixable,
        suppressed,
        ...row
      }) => [
        row.fingerprint,
        {
          id: Number(id),
          row: {
            ...row,
            fixable: toBoolean(fixable),
            suppressed: toBoolean(suppressed),
          } as ResultRow,
        },
      ],
    ),
  );
}

function same(a: ResultRow, b: ResultRow): boolean {
  return (Object.keys(b) as (keyof ResultRow)[]).every(
    column => a[column] === b[column],
  );
}

/** A path as results have it. */
export function storedPath(path: string): string {
  return toText(path, 1000);
}

/** Texts of tools name addresses as they found them: credentials in these are not stored. */
function rowOf({ result, ...of }: SettledResult): ResultRow {
  const { place, object, package: pkg, vulnerability } = result;
  return {
    fingerprint: result.fingerprint,
    finding_fingerprint: of.findingFingerprint ?? null,
    kind: kindNumber(result.kind),
    rule_id: of.ruleId,
    package_id: of.packageId ?? null,
    vulnerability_id: of.vulnerabilityId ?? null,
    vulnerability: vulnerability ? toText(vulnerability.id, 200) : null,
    severity: severityNumber(result.severity),
    score: result.score ?? -1,
    confidence: result.confidence ?? null,
    message: toText(maskSecrets(result.message), 2000),
    path: place ? storedPath(place.path) : null,
    place:
      place || object
        ? JSON.stringify({ ...place, object: object && maskSecrets(object) })
        : null,
    version: pkg?.version ? toText(pkg.version, 200) : null,
    fixable: pkg !== undefined && pkg.fixedVersions.length > 0,
    suppressed: result.suppression?.status === 'accepted',
    details: JSON.stringify({
      package: pkg,
      vulnerability,
      suppression: maskAll(result.suppression),
      fix: result.fix && maskSecrets(result.fix),
      secretHash: result.secretHash,
    }),
  };
}

/** Joins results that are of no finding yet to theirs. */
export async function joinFindings(
  trx: Knex.Transaction,
  targetId: number,
): Promise<void> {
  const target = isPostgres(trx) ? 'tool_results as r' : 'tool_results';
  const r = isPostgres(trx) ? 'r' : 'tool_results';
  for (const meets of [
    `f.fingerprint = ${r}.finding_fingerprint`,
    `${r}.finding_fingerprint is null and f.target_id = ${r}.target_id
       and f.package_id = ${r}.package_id
       and f.vulnerability_id = ${r}.vulnerability_id`,
  ]) {
    await trx.raw(
      `update ${target} set finding_id = f.id from findings as f
       where ${r}.target_id = ? and ${r}.finding_id is null and ${meets}`,
      [targetId],
    );
  }
}
