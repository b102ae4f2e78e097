import type { ExceptionFacts } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { toDate, toIso } from '../../../database/dialect';
import {
  appliesToIssue,
  appliesToTarget,
} from '../../../records/decisions/appliesTo';
import { ANALYSIS } from '../../../records/decisions/analyses';
import type { DbDecisionsRow, DbTargetsRow } from '../../../database/tables';

/** A decision about something of a target. */
interface CoveringRow extends DbDecisionsRow {
  target_id: number;
  /** What it is about: of several the one that holds longest counts. */
  about: string;
}

const kinds: Partial<
  Record<DbDecisionsRow['subject'], ExceptionFacts['kind']>
> = { 'check-exemption': 'check', [ANALYSIS]: 'finding' };

/**
 * Exceptions that let something of a target pass, or did until they expired
 * and nothing took their place; by target. One whose cause is gone is none.
 */
export async function readExceptionFacts(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, ExceptionFacts[]>> {
  const rows = [
    ...(await readLicenseExceptions(knex, targetIds)),
    ...(await readExemptionRows(knex, targetIds)),
    ...(await readAnalysisRows(knex, targetIds)),
  ];
  const facts = new Map<number, Map<string, ExceptionFacts>>();
  for (const row of latestOfEach(rows)) {
    const of = facts.get(row.target_id) ?? new Map<string, ExceptionFacts>();
    facts.set(row.target_id, of);
    of.set(String(row.id), {
      id: String(row.id),
      subject:
        row.license ?? row.purl ?? row.vulnerability ?? row.check_id ?? '',
      kind: kinds[row.subject] ?? 'license',
      until: toIso(row.ends_at),
      approvedBy: row.approver ?? undefined,
    });
  }
  return new Map([...facts].map(([id, of]) => [id, [...of.values()]]));
}

/**
 * Decisions about vulnerabilities that end with a day: those that count for a
 * finding, and those that are over while nothing was decided since. What a fix
 * or another version ended had no day to be looked at again by: it is done.
 */
function readAnalysisRows(
  knex: Knex,
  targetIds: readonly number[],
): Promise<CoveringRow[]> {
  return knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join(
      'vulnerability_names as n',
      'n.vulnerability_id',
      'f.vulnerability_id',
    )
    .join('decisions as d', on =>
      on.on('d.vulnerability', 'n.name').andOn(appliesToTarget(knex)),
    )
    .where({ 'd.subject': ANALYSIS, 'd.state': 'active' })
    .whereNotNull('d.ends_at')
    .whereIn('f.target_id', targetIds)
    .whereNot('f.state', 'resolved')
    .where(counts =>
      counts.whereRaw('f.decision_id = d.id').orWhere(over =>
        over
          .whereNull('f.decision_id')
          .where('d.ends_at', '<=', new Date())
          .whereNotExists(
            knex('decision_events as e')
              .whereRaw(`e.decision_id = d.id and e.kind = 'ended'`)
              .select(knex.raw('1')),
          ),
      ),
    )
    .orderBy(['f.target_id', 'd.id'])
    .select(
      'd.*',
      'f.target_id',
      knex.raw('cast(f.id as varchar(20)) as about'),
    ) as unknown as Promise<CoveringRow[]>;
}

type ExemptionRow = CoveringRow & Pick<DbTargetsRow, 'entity_ref'>;

/** Exemptions from checks that are or were in force for targets. */
export function readExemptionRows(
  knex: Knex,
  targetIds: readonly number[],
): Promise<ExemptionRow[]> {
  return knex('decisions as d')
    .join('targets as t', on => on.on(appliesToTarget(knex)))
    .where({ 'd.subject': 'check-exemption', 'd.state': 'active' })
    .whereIn('t.id', targetIds)
    .orderBy(['t.id', 'd.id'])
    .select(
      'd.*',
      't.id as target_id',
      't.entity_ref',
      knex.raw(`d.check_id || ' ' || coalesce(d.scorecard, '') as about`),
    ) as unknown as Promise<ExemptionRow[]>;
}

function readLicenseExceptions(
  knex: Knex,
  targetIds: readonly number[],
): Promise<CoveringRow[]> {
  return knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .join('components as c', 'c.id', 'i.component_id')
    .join('licenses as l', 'l.id', 'i.license_id')
    .join('decisions as d', on => on.on(appliesToIssue(knex)))
    .where({ 'd.subject': 'license-exception', 'd.state': 'active' })
    .whereIn('i.target_id', targetIds)
    .orderBy(['i.target_id', 'd.id'])
    .select(
      'd.*',
      'i.target_id',
      knex.raw('cast(i.id as varchar(20)) as about'),
    ) as unknown as Promise<CoveringRow[]>;
}

/** Of several for the same thing the one that holds longest. */
function latestOfEach(rows: CoveringRow[]): CoveringRow[] {
  const latest = new Map<string, CoveringRow>();
  for (const row of rows) {
    const key = `${row.target_id} ${row.subject} ${row.about}`;
    const before = latest.get(key);
    if (!before || endOf(row) > endOf(before)) latest.set(key, row);
  }
  return [...latest.values()];
}

function endOf(row: CoveringRow): number {
  return row.ends_at === null ? Infinity : toDate(row.ends_at).getTime();
}
