import type {
  Page,
  Target,
  TargetHealth,
  TargetQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  epoch,
  databaseTime,
  toBoolean,
  toDate,
  toIso,
} from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { ScanColumns, scanColumns, toScan } from '../scans/scanViews';
import { describeLocation } from '../../outside/sources/SourceLocation';
import { levelNumber, levelOf } from '../../records/alerts/levels';
import { outcomeNumber, outcomeOf } from '../../records/gates/outcomes';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import type { DbTargetsRow } from '../../database/tables';

/** How a target's health is told from its row; `staleBefore` is a bound value. */
const HEALTH = `case
  when t.source is null and t.last_upload_at is not null then 'ok'
  when t.source is null then 'unscannable'
  when t.last_outcome is null then 'pending'
  when t.last_outcome = 'failed' then 'failed'
  when t.last_outcome = 'partial' then 'partial'
  when t.last_good_scan_at < ? then 'stale'
  when t.last_outcome = 'empty' then 'empty'
  else 'ok' end`;

/** A target's health as SQL. */
export function healthOf(knex: Knex, staleBefore: Date): Knex.Raw {
  return knex.raw(HEALTH, [staleBefore]);
}

const targetColumns = [
  'id',
  'entity_ref',
  'name',
  'kind',
  'type',
  'system_ref',
  'domain_ref',
  'lifecycle',
  'tags',
  'source',
  'source_error',
  'last_error',
  'last_good_scan_at',
  'next_scan_at',
  'attempts',
  'component_count',
  'open_critical',
  'open_high',
  'open_medium',
  'open_low',
  'open_none',
  'open_unknown',
  'open_known_exploited',
  'alert_level',
  'gate_outcome',
  'gate_since',
] as const;

/** Targets with their last scan, for reading by {@link toTarget}. */
export function selectTargets(knex: Knex, staleBefore: Date) {
  const now = databaseTime(knex);
  return knex('targets as t')
    .leftJoin('scans as s', 's.id', 't.last_scan_id')
    .select(
      ...targetColumns.map(column => `t.${column}`),
      knex.raw(`${HEALTH} as health`, [staleBefore]),
      knex.raw('case when t.lease_until >= ? then 1 else 0 end as is_running', [
        now,
      ]),
      knex.raw(
        'case when t.next_scan_at <= ? and (t.lease_until is null or t.lease_until < ?) then 1 else 0 end as is_queued',
        [now, now],
      ),
      ...scanColumns(knex),
    );
}

/** A row of {@link selectTargets}. */
export type TargetRow = Pick<DbTargetsRow, (typeof targetColumns)[number]> & {
  health: TargetHealth;
  is_running: number;
  is_queued: number;
} & (ScanColumns | { scan_id: null });

/** A row of {@link selectTargets} for the API. */
export function toTarget(row: TargetRow, owners: string[]): Target {
  const running = toBoolean(row.is_running);
  return {
    entityRef: row.entity_ref,
    name: row.name,
    kind: row.kind,
    type: row.type ?? undefined,
    owners,
    system: row.system_ref ?? undefined,
    domain: row.domain_ref ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
    tags: JSON.parse(row.tags),
    source: row.source ? describeLocation(JSON.parse(row.source)) : undefined,
    health: row.health,
    healthReason: row.source_error ?? row.last_error ?? undefined,
    alertLevel: levelOf(row.alert_level),
    ...gateOf(row),
    openFindings: {
      critical: row.open_critical,
      high: row.open_high,
      medium: row.open_medium,
      low: row.open_low,
      none: row.open_none,
      unknown: row.open_unknown,
    },
    componentCount: row.component_count,
    lastScan: row.scan_id ? toScan(row) : undefined,
    lastGoodScanAt: toIso(row.last_good_scan_at),
    schedule: {
      nextScanAt: toIso(row.next_scan_at),
      queued: !running && toBoolean(row.is_queued),
      running,
      attempts: row.attempts,
      lastError: row.last_error ?? undefined,
    },
  };
}

function gateOf(
  row: Pick<TargetRow, 'gate_outcome' | 'gate_since'>,
): Pick<Target, 'gate'> {
  const outcome = outcomeOf(row.gate_outcome);
  if (!outcome || row.gate_since === null) return {};
  return { gate: { outcome, since: toDate(row.gate_since).toISOString() } };
}

const orders: Record<
  NonNullable<TargetQuery['orderBy']>,
  {
    columns: Omit<KeysetColumn, 'direction'>[];
    direction: 'asc' | 'desc';
  }
> = {
  name: {
    columns: [{ column: 't.name' }, { column: 't.id' }],
    direction: 'asc',
  },
  severity: {
    columns: [
      { column: 't.open_critical' },
      { column: 't.open_high' },
      { column: 't.id' },
    ],
    direction: 'desc',
  },
  alertLevel: {
    columns: [{ column: 't.alert_level' }, { column: 't.id' }],
    direction: 'desc',
  },
  lastScan: {
    columns: [
      { column: 't.sort_last_scan', type: 'time', computed: true },
      { column: 't.id' },
    ],
    direction: 'desc',
  },
};

/** A page of targets. */
export async function listTargets(
  knex: Knex,
  query: TargetQuery,
  filter: TargetFilter,
  staleBefore: Date,
): Promise<Page<Target>> {
  const { orderBy = 'name' } = query;
  const select = selectTargets(knex, staleBefore);
  applyTargetFilter(select, filter);
  if (query.q) {
    const like = containing(query.q);
    select.where(q =>
      q
        .whereRaw(`lower(t.name) like ? escape '\\'`, [like])
        .orWhereRaw(`t.entity_ref like ? escape '\\'`, [like]),
    );
  }
  if (query.health?.length) {
    select.whereRaw(
      `${HEALTH} in (${query.health.map(() => '?').join(', ')})`,
      [staleBefore, ...(query.health as TargetHealth[])],
    );
  }
  if (query.alertLevel?.length) {
    select.whereIn('t.alert_level', query.alertLevel.map(levelNumber));
  }
  if (query.gate?.length) {
    select.whereIn('t.gate_outcome', query.gate.map(outcomeNumber));
  }
  // What was never scanned well has no date: it sorts as the oldest.
  select.select(
    knex.raw(`coalesce(t.last_good_scan_at, ${epoch(knex)}) as sort_last_scan`),
  );
  const listed = knex.from(select.as('t')).select('t.*');
  const total = await boundedCount(knex, listed);
  const { columns, direction } = orders[orderBy];
  const keyset = columns.map(column => ({
    ...column,
    direction: query.order ?? direction,
  }));
  const page = await readPage<TargetRow>(listed, keyset, query);
  const owners = await ownersOf(
    knex,
    page.rows.map(row => row.id),
  );
  return {
    items: page.rows.map(row => toTarget(row, owners.get(row.id) ?? [])),
    total,
    nextCursor: page.nextCursor,
  };
}
