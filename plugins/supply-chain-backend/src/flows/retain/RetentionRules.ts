import type { Knex } from 'knex';
import { whereHeld, whereNotHeld } from '../../records/decisions/holds';
import type { RetentionOptions } from './options';
import type { DbDecisionsRow } from '../../database/tables';

/** One kind of record that is deleted when its time is over. */
export interface ExpiredRecords {
  kind: 'sboms' | 'artifacts' | 'logs' | 'audit';
  /** For the record of a deletion: `12 scans`. */
  noun: string;
  table: string;
  /** The column that names a row. */
  key: string;
  /** Rows beyond their time that nothing refers to, holds not regarded. */
  select(knex: Knex, before: Date): Knex.QueryBuilder;
  /** Absent: it belongs to no one service, and any hold keeps all of it. */
  target?: string;
  release?: string;
}

/**
 * What is in force is never beyond its time, nor what something that stays
 * refers to: the snapshot of a release, the scan of a snapshot, the newest list
 * of files of a target.
 */
export const expiredRecords: ExpiredRecords[] = [
  {
    kind: 'sboms',
    noun: 'snapshots',
    table: 'snapshots',
    key: 'x.id',
    select: (knex, before) =>
      knex('snapshots as x')
        .where('x.superseded_at', '<', before)
        .whereNotExists(
          knex('releases as r')
            .whereRaw('r.snapshot_id = x.id')
            .select(knex.raw('1')),
        ),
    target: 'x.target_id',
    release: 'x.release',
  },
  {
    kind: 'sboms',
    noun: 'past components',
    table: 'past_components',
    key: 'x.id',
    select: (knex, before) =>
      knex('past_components as x').where('x.until', '<', before),
    target: 'x.target_id',
  },
  {
    kind: 'artifacts',
    noun: 'resolved findings',
    table: 'findings',
    key: 'x.id',
    select: (knex, before) =>
      knex('findings as x')
        .where('x.state', 'resolved')
        .where('x.resolved_at', '<', before),
    target: 'x.target_id',
  },
  {
    kind: 'artifacts',
    noun: 'scans',
    table: 'scans',
    key: 'x.id',
    select: (knex, before) =>
      knex('scans as x')
        .where('x.started_at', '<', before)
        .whereNot('x.state', 'running')
        .whereNotExists(
          knex('snapshots as s')
            .whereRaw('s.scan_id = x.id')
            .select(knex.raw('1')),
        )
        .whereNotExists(
          knex('targets as t')
            .whereRaw('t.last_scan_id = x.id')
            .select(knex.raw('1')),
        )
        .where(q => newestFilesStay(knex, q)),
    target: 'x.target_id',
  },
  {
    kind: 'logs',
    noun: 'scan logs',
    table: 'scan_files',
    key: 'x.id',
    select: (knex, before) =>
      knex('scans as x')
        .where('x.started_at', '<', before)
        .whereExists(filesOf(knex, 'x'))
        .where(q => newestFilesStay(knex, q))
        .whereNotExists(
          knex('snapshots as s')
            .whereRaw('s.scan_id = x.id')
            .whereNull('s.superseded_at')
            .select(knex.raw('1')),
        ),
    target: 'x.target_id',
  },
  {
    kind: 'artifacts',
    noun: 'changes of services',
    table: 'service_changes',
    key: 'x.id',
    select: (knex, before) =>
      knex('service_changes as x').where('x.at', '<', before),
    target: 'x.target_id',
  },
  {
    kind: 'artifacts',
    noun: 'records of exports',
    table: 'exports',
    key: 'x.id',
    select: (knex, before) =>
      knex('exports as x').where('x.finished_at', '<', before),
  },
  {
    kind: 'audit',
    noun: 'audit events',
    table: 'audit_events',
    key: 'x.id',
    select: (knex, before) =>
      knex('audit_events as x').where('x.at', '<', before),
  },
];

/** Coverage is told from the newest scan that has a list of files. */
function newestFilesStay(knex: Knex, query: Knex.QueryBuilder) {
  query.whereExists(
    knex('scans as later')
      .whereRaw('later.target_id = x.target_id')
      .whereRaw('later.started_at > x.started_at')
      .whereNot('later.trigger', 'upload')
      .whereExists(filesOf(knex, 'later'))
      .select(knex.raw('1')),
  );
}

function filesOf(knex: Knex, scan: string) {
  return knex('scan_files as file')
    .whereRaw('file.scan_id = ??', [`${scan}.id`])
    .select(knex.raw('1'));
}

/** Rows beyond their time that may go. */
export function selectDue(
  knex: Knex,
  records: ExpiredRecords,
  before: Date,
  holds: DbDecisionsRow[],
) {
  const query = records.select(knex, before);
  const { target, release } = records;
  if (target) whereNotHeld(query, holds, { target, release });
  else if (holds.length > 0) query.whereRaw('1 = 0');
  return query;
}

/** Rows beyond their time that a hold keeps. */
export function selectKept(
  knex: Knex,
  records: ExpiredRecords,
  before: Date,
  holds: DbDecisionsRow[],
) {
  const query = records.select(knex, before);
  const { target, release } = records;
  if (target) whereHeld(query, holds, { target, release });
  else if (holds.length === 0) query.whereRaw('1 = 0');
  return query;
}

/** How many days a kind is kept. */
export function daysOf(
  kind: ExpiredRecords['kind'],
  options: RetentionOptions,
): number | undefined {
  return {
    sboms: options.sbomsDays,
    artifacts: options.artifactsDays,
    logs: options.logsDays,
    audit: options.auditDays,
  }[kind];
}

/** The time before which records of a kind are over. */
export function cutoffOf(days: number, now: Date): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
