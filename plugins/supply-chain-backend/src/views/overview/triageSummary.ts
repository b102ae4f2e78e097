import type { TriageSummary } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { ANALYSIS } from '../../records/decisions/analyses';
import { APPROVAL } from '../../records/decisions/packageApprovals';
import { dayOfNumber, NO_DAY, today } from '../../records/findings/dueDays';
import { severityOfNumber } from '../../records/findings/severity';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';

const DAY_MS = 86_400_000;
const SOON_DAYS = 7;
const ENDING_DAYS = 14;
const RESOLVED_DAYS = 90;
const MAX_OWNERS = 50;

/** What is overdue, what waits, and how long it takes, over some targets. */
export async function readTriageSummary(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<TriageSummary> {
  const [due, needsReview, proposed, endingSoon, owners, remediation] =
    await Promise.all([
      readDue(knex, targets, now),
      count(openOf(knex, targets).where('f.needs_review', true)),
      countProposed(knex, targets),
      countEnding(knex, targets, now),
      readOwners(knex, targets, now),
      readRemediation(knex, targets, now),
    ]);
  return { ...due, needsReview, proposed, endingSoon, ...owners, remediation };
}

function openOf(knex: Knex, targets: TargetFilter) {
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .where('f.state', 'open');
  applyTargetFilter(select, targets);
  return select;
}

async function count(select: Knex.QueryBuilder): Promise<number> {
  const [row] = await select.count('* as count');
  return Number(row.count);
}

/** What is due by a number of days, as sums. */
function sums(knex: Knex, now: Date) {
  const day = today(now);
  return [
    knex.raw('sum(case when f.due_day < ? then 1 else 0 end) as overdue', [
      day,
    ]),
    knex.raw('sum(case when f.due_day >= ? then 1 else 0 end) as due_soon', [
      day,
    ]),
  ];
}

async function readDue(knex: Knex, targets: TargetFilter, now: Date) {
  const day = today(now);
  const [row] = await openOf(knex, targets)
    .where('f.due_day', '<=', day + SOON_DAYS)
    .select(...sums(knex, now));
  const next = await openOf(knex, targets)
    .whereBetween('f.due_day', [day, NO_DAY - 1])
    .orderBy('f.due_day')
    .first('f.due_day');
  return {
    overdue: Number(row.overdue ?? 0),
    dueSoon: Number(row.due_soon ?? 0),
    nextDue: next && dayOfNumber(next.due_day),
  };
}

/** Those for one service are counted by its filter; others belong to no scope. */
async function countProposed(
  knex: Knex,
  targets: TargetFilter,
): Promise<number> {
  const readable = knex('targets as t').select('t.entity_ref');
  applyTargetFilter(readable, targets);
  return count(
    knex('decisions as d')
      .whereIn('d.subject', [ANALYSIS, APPROVAL])
      .where('d.state', 'proposed')
      .where(visible =>
        visible
          .whereNot('d.scope_kind', 'entity')
          .orWhereIn('d.scope_ref', readable),
      ),
  );
}

function countEnding(knex: Knex, targets: TargetFilter, now: Date) {
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join('decisions as d', 'd.id', 'f.decision_id')
    .whereNot('f.state', 'resolved')
    .where('d.state', 'active')
    .whereBetween('d.ends_at', [
      now,
      new Date(now.getTime() + ENDING_DAYS * DAY_MS),
    ]);
  applyTargetFilter(select, targets);
  return count(select);
}

async function readOwners(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<Pick<TriageSummary, 'owners' | 'ownersLeft'>> {
  const rows = await openOf(knex, targets)
    .leftJoin('target_owners as o', 'o.target_id', 't.id')
    .where('f.due_day', '<=', today(now) + SOON_DAYS)
    .groupBy('o.owner_ref')
    .orderBy([
      { column: 'overdue', order: 'desc' },
      { column: 'due_soon', order: 'desc' },
      { column: 'o.owner_ref' },
    ])
    .limit(MAX_OWNERS)
    .select(
      'o.owner_ref',
      ...sums(knex, now),
      knex.raw('count(*) over () as owners'),
    );
  return {
    owners: rows.map(row => ({
      owner: row.owner_ref ?? '',
      overdue: Number(row.overdue),
      dueSoon: Number(row.due_soon),
    })),
    ownersLeft: Number(rows[0]?.owners ?? 0) - rows.length,
  };
}

async function readRemediation(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<TriageSummary['remediation']> {
  const milliseconds = (column: string) =>
    isPostgres(knex) ? `extract(epoch from ${column}) * 1000` : column;
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .where('f.state', 'resolved')
    .whereIn('f.resolved_reason', ['removed', 'upgraded'])
    .where(
      'f.resolved_at',
      '>',
      new Date(now.getTime() - RESOLVED_DAYS * DAY_MS),
    )
    .groupBy('f.severity')
    .orderBy('f.severity', 'desc')
    .select(
      'f.severity',
      knex.raw(
        `avg(${milliseconds('f.resolved_at')} - ${milliseconds(
          'f.first_seen_at',
        )}) as took`,
      ),
      knex.raw(
        `sum(case when ${milliseconds(
          'f.resolved_at',
        )} >= (f.due_day + 1) * ${DAY_MS}.0 then 1 else 0 end) as late`,
      ),
    )
    .count('* as resolved');
  applyTargetFilter(select, targets);
  return (await select).map((row: Record<string, number | string>) => ({
    severity: severityOfNumber(Number(row.severity)),
    resolved: Number(row.resolved),
    days: Math.round((Number(row.took) / DAY_MS) * 10) / 10,
    late: Number(row.late),
  }));
}
