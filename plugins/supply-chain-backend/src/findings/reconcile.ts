import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { chunked, toBoolean } from '../database/dialect';
import { refreshTargetCounts } from './targetCounts';

/** What changed among findings, by target. */
export interface FindingChanges {
  opened: number;
  reopened: number;
  resolved: number;
  /** Targets whose findings changed. */
  targetIds: Set<number>;
}

/** A flaw that is in a target now, by links and matches. */
interface PresentFlaw {
  target_id: number;
  package_id: number;
  flaw_id: number;
  direct: boolean;
  scope: number;
  fixable: boolean;
}

interface FindingRow extends PresentFlaw {
  id: number;
  state: string;
}

type Reach = { targetIds: number[] } | { packageIds: number[] };

/**
 * Brings findings in step with what links and matches say, for some targets
 * (after a scan) or some packages (after an advisory update). Both end here,
 * so a finding is the same however it came about. Nothing is deleted: what is
 * no longer there is resolved, what returns is reopened.
 */
export async function reconcileFindings(
  trx: Knex.Transaction,
  reach: Reach,
  context: { now: Date; scanId?: string },
): Promise<FindingChanges> {
  const changes: FindingChanges = {
    opened: 0,
    reopened: 0,
    resolved: 0,
    targetIds: new Set(),
  };
  const ids = 'targetIds' in reach ? reach.targetIds : reach.packageIds;
  for (const chunk of chunked(ids, 200)) {
    const part =
      'targetIds' in reach ? { targetIds: chunk } : { packageIds: chunk };
    await reconcilePart(trx, part, context, changes);
  }
  await refreshTargetCounts(trx, [...changes.targetIds]);
  return changes;
}

async function reconcilePart(
  trx: Knex.Transaction,
  reach: Reach,
  context: { now: Date; scanId?: string },
  changes: FindingChanges,
): Promise<void> {
  const present = await presentFlaws(trx, reach);
  const stored = await storedFindings(trx, reach);
  const appeared: PresentFlaw[] = [];
  const returned: FindingRow[] = [];
  const altered: { row: FindingRow; flaw: PresentFlaw }[] = [];
  for (const [key, flaw] of present) {
    const row = stored.get(key);
    if (!row) {
      appeared.push(flaw);
      continue;
    }
    if (row.state === 'resolved') returned.push(row);
    if (
      row.direct !== flaw.direct ||
      row.scope !== flaw.scope ||
      row.fixable !== flaw.fixable
    ) {
      altered.push({ row, flaw });
    }
    stored.delete(key);
  }
  const gone = [...stored.values()].filter(row => row.state === 'open');

  await openFindings(trx, appeared, context);
  await reopenFindings(trx, returned, context);
  await alterFindings(trx, altered);
  await resolveFindings(trx, gone, context);

  changes.opened += appeared.length;
  changes.reopened += returned.length;
  changes.resolved += gone.length;
  for (const row of [...appeared, ...returned, ...gone]) {
    changes.targetIds.add(row.target_id);
  }
}

function keyOf(row: PresentFlaw): string {
  return `${row.target_id}:${row.package_id}:${row.flaw_id}`;
}

function within(query: Knex.QueryBuilder, reach: Reach, prefixes: [string, string]) {
  return 'targetIds' in reach
    ? query.whereIn(`${prefixes[0]}.target_id`, reach.targetIds)
    : query.whereIn(`${prefixes[1]}.package_id`, reach.packageIds);
}

async function presentFlaws(trx: Knex.Transaction, reach: Reach) {
  const query = trx('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .join('component_matches as m', 'm.component_id', 'c.id')
    .join('advisories as a', 'a.id', 'm.advisory_id')
    .whereNotNull('c.package_id')
    .groupBy('link.target_id', 'c.package_id', 'a.flaw_id')
    .select(
      'link.target_id',
      'c.package_id',
      'a.flaw_id',
      trx.raw('max(case when link.direct then 1 else 0 end) as direct'),
      trx.raw('min(link.scope) as scope'),
      trx.raw(
        'count(distinct case when m.fixed_version is not null then c.id end) = count(distinct c.id) as fixable',
      ),
    );
  const rows: Record<string, unknown>[] = await within(query, reach, [
    'link',
    'c',
  ]);
  return new Map(
    rows.map(row => {
      const flaw: PresentFlaw = {
        target_id: row.target_id as number,
        package_id: row.package_id as number,
        flaw_id: row.flaw_id as number,
        direct: toBoolean(row.direct),
        scope: Number(row.scope),
        fixable: toBoolean(row.fixable),
      };
      return [keyOf(flaw), flaw];
    }),
  );
}

async function storedFindings(trx: Knex.Transaction, reach: Reach) {
  const rows: Record<string, unknown>[] = await within(
    trx('findings as f').select(
      'f.id',
      'f.target_id',
      'f.package_id',
      'f.flaw_id',
      'f.state',
      'f.direct',
      'f.scope',
      'f.fixable',
    ),
    reach,
    ['f', 'f'],
  );
  return new Map(
    rows.map(row => {
      const finding = {
        ...row,
        id: Number(row.id),
        direct: toBoolean(row.direct),
        fixable: toBoolean(row.fixable),
      } as FindingRow;
      return [keyOf(finding), finding];
    }),
  );
}

/**
 * The name of a finding that stays the same from scan to scan: which entity,
 * which scanner, which package whatever its version, which flaw.
 */
export function fingerprint(
  entityRef: string,
  ecosystem: string,
  packageName: string,
  flawKey: string,
): string {
  return createHash('sha256')
    .update(
      ['dependencies', entityRef, ecosystem, packageName, flawKey].join('\0'),
    )
    .digest('hex');
}

async function openFindings(
  trx: Knex.Transaction,
  flaws: PresentFlaw[],
  context: { now: Date; scanId?: string },
): Promise<void> {
  for (const chunk of chunked(flaws)) {
    const names = await namesOf(trx, chunk);
    const rows = await trx('findings')
      .insert(
        chunk.map(flaw => {
          const target = names.targets.get(flaw.target_id)!;
          const pkg = names.packages.get(flaw.package_id)!;
          const facts = names.flaws.get(flaw.flaw_id)!;
          return {
            ...flaw,
            fingerprint: fingerprint(
              target.entity_ref,
              pkg.ecosystem,
              pkg.name,
              facts.key,
            ),
            state: 'open',
            package_name: pkg.name,
            severity: facts.severity,
            score: facts.score ?? -1,
            epss: facts.epss ?? -1,
            known_exploited: facts.known_exploited,
            first_seen_at: context.now,
            last_seen_at: context.now,
          };
        }),
      )
      .returning(['id', 'target_id']);
    await recordEvents(trx, rows, 'opened', context);
  }
}

async function namesOf(trx: Knex.Transaction, flaws: PresentFlaw[]) {
  const load = async (table: string, ids: number[], ...columns: string[]) => {
    const rows = await trx(table)
      .whereIn('id', [...new Set(ids)])
      .select('id', ...columns);
    return new Map(rows.map(row => [row.id as number, row]));
  };
  return {
    targets: await load(
      'targets',
      flaws.map(f => f.target_id),
      'entity_ref',
    ),
    packages: await load(
      'packages',
      flaws.map(f => f.package_id),
      'ecosystem',
      'name',
    ),
    flaws: await load(
      'flaws',
      flaws.map(f => f.flaw_id),
      'key',
      'severity',
      'score',
      'epss',
      'known_exploited',
    ),
  };
}

async function reopenFindings(
  trx: Knex.Transaction,
  rows: FindingRow[],
  context: { now: Date; scanId?: string },
): Promise<void> {
  for (const chunk of chunked(rows)) {
    await trx('findings')
      .whereIn(
        'id',
        chunk.map(row => row.id),
      )
      .update({
        state: 'open',
        resolved_at: null,
        resolved_reason: null,
        last_seen_at: context.now,
        reopened: trx.raw('reopened + 1'),
      });
    await recordEvents(trx, chunk, 'reopened', context);
  }
}

async function alterFindings(
  trx: Knex.Transaction,
  altered: { row: FindingRow; flaw: PresentFlaw }[],
): Promise<void> {
  const groups = new Map<string, { flaw: PresentFlaw; ids: number[] }>();
  for (const { row, flaw } of altered) {
    const key = `${flaw.direct}:${flaw.scope}:${flaw.fixable}`;
    const group = groups.get(key) ?? { flaw, ids: [] };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  for (const { flaw, ids } of groups.values()) {
    for (const chunk of chunked(ids)) {
      await trx('findings').whereIn('id', chunk).update({
        direct: flaw.direct,
        scope: flaw.scope,
        fixable: flaw.fixable,
      });
    }
  }
}

async function resolveFindings(
  trx: Knex.Transaction,
  rows: FindingRow[],
  context: { now: Date; scanId?: string },
): Promise<void> {
  const reasons = await resolvedReasons(
    trx,
    rows,
    context.scanId !== undefined,
  );
  for (const [reason, group] of reasons) {
    for (const chunk of chunked(group)) {
      await trx('findings')
        .whereIn(
          'id',
          chunk.map(row => row.id),
        )
        .update({
          state: 'resolved',
          resolved_reason: reason,
          resolved_at: context.now,
        });
      await recordEvents(trx, chunk, 'resolved', context, reason);
    }
  }
}

/**
 * Why findings went: the package is gone, or its version changed, or every
 * record of the flaw was withdrawn, or the records no longer name the version.
 */
async function resolvedReasons(
  trx: Knex.Transaction,
  rows: FindingRow[],
  scanned: boolean,
): Promise<Map<string, FindingRow[]>> {
  const groups = new Map<string, FindingRow[]>();
  if (rows.length === 0) return groups;
  const inUse = await usedPackages(trx, rows);
  const live = await liveFlaws(trx, rows);
  for (const row of rows) {
    const inTarget = inUse.has(`${row.target_id}:${row.package_id}`);
    let reason = 'no-longer-affected';
    if (!inTarget) reason = 'removed';
    else if (!live.has(row.flaw_id)) reason = 'withdrawn';
    // A scan changes versions, an advisory update changes what is said of them.
    else if (scanned) reason = 'upgraded';
    groups.set(reason, [...(groups.get(reason) ?? []), row]);
  }
  return groups;
}

/** Packages that targets still use, as `target:package`. */
async function usedPackages(trx: Knex.Transaction, rows: FindingRow[]) {
  const used = new Set<string>();
  for (const chunk of chunked(rows)) {
    const found = await trx('target_components as link')
      .join('components as c', 'c.id', 'link.component_id')
      .whereIn('link.target_id', [...new Set(chunk.map(r => r.target_id))])
      .whereIn('c.package_id', [...new Set(chunk.map(r => r.package_id))])
      .groupBy('link.target_id', 'c.package_id')
      .select('link.target_id', 'c.package_id');
    for (const row of found) {
      used.add(`${row.target_id}:${row.package_id}`);
    }
  }
  return used;
}

async function liveFlaws(trx: Knex.Transaction, rows: FindingRow[]) {
  const live = new Set<number>();
  for (const chunk of chunked([...new Set(rows.map(r => r.flaw_id))])) {
    for (const row of await trx('advisories')
      .whereIn('flaw_id', chunk)
      .whereNull('withdrawn_at')
      .distinct('flaw_id')) {
      live.add(row.flaw_id);
    }
  }
  return live;
}

async function recordEvents(
  trx: Knex.Transaction,
  rows: { id: number | string; target_id: number }[],
  kind: string,
  context: { now: Date; scanId?: string },
  detail?: string,
): Promise<void> {
  if (rows.length === 0) return;
  await trx('finding_events').insert(
    rows.map(row => ({
      finding_id: row.id,
      target_id: row.target_id,
      at: context.now,
      kind,
      scan_id: context.scanId ?? null,
      detail: detail ?? null,
    })),
  );
}

/** Findings that a scan saw again: those in a place that it could read. */
export async function touchFindings(
  trx: Knex.Transaction,
  targetId: number,
  now: Date,
): Promise<void> {
  await trx('findings')
    .where({ target_id: targetId, state: 'open' })
    .whereIn(
      'package_id',
      trx('target_components as link')
        .join('target_manifests as m', 'm.id', 'link.manifest_id')
        .join('components as c', 'c.id', 'link.component_id')
        .where('link.target_id', targetId)
        .whereNull('m.stale_since')
        .whereNotNull('c.package_id')
        .select('c.package_id'),
    )
    .update({ last_seen_at: now });
}
