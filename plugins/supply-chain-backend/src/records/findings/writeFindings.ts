import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { PresentFlaw, StoredFinding } from './presentFlaws';

/** When a change was seen, and by which scan; none: by an advisory update. */
export interface ChangeContext {
  now: Date;
  scanId?: string;
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

/** Writes findings that were not there before, and gives their ids. */
export async function openFindings(
  trx: Knex.Transaction,
  flaws: PresentFlaw[],
  context: ChangeContext,
): Promise<number[]> {
  const ids: number[] = [];
  for await (const chunk of inChunks(flaws)) {
    const names = await namesOf(trx, chunk);
    const fingerprints = await freeFingerprints(trx, chunk, names);
    const rows = await trx('findings')
      .insert(
        chunk.map((flaw, i) => {
          const pkg = names.packages.get(flaw.package_id)!;
          const facts = names.flaws.get(flaw.flaw_id)!;
          return {
            ...flaw,
            fingerprint: fingerprints[i],
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
    for (const row of rows) ids.push(Number(row.id));
  }
  return ids;
}

/**
 * Fingerprints for findings, none of which another finding has. A flaw's name
 * may move to another flaw when its records part; the finding that had it
 * first keeps its fingerprint, and the new one is told apart by its flaw.
 */
async function freeFingerprints(
  trx: Knex.Transaction,
  flaws: PresentFlaw[],
  names: Awaited<ReturnType<typeof namesOf>>,
): Promise<string[]> {
  const name = (flaw: PresentFlaw, suffix = '') => {
    const pkg = names.packages.get(flaw.package_id)!;
    return fingerprint(
      names.targets.get(flaw.target_id)!.entity_ref,
      pkg.ecosystem,
      pkg.name,
      names.flaws.get(flaw.flaw_id)!.key + suffix,
    );
  };
  const wanted = flaws.map(flaw => name(flaw));
  const taken = new Set(
    await trx('findings').whereIn('fingerprint', wanted).pluck('fingerprint'),
  );
  return wanted.map((print, i) =>
    taken.has(print) ? name(flaws[i], `\0${flaws[i].flaw_id}`) : print,
  );
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

/** Opens again findings that had gone. */
export async function reopenFindings(
  trx: Knex.Transaction,
  rows: StoredFinding[],
  context: ChangeContext,
): Promise<void> {
  for await (const chunk of inChunks(rows)) {
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

/** Brings what links decide of findings up to date. */
export async function alterFindings(
  trx: Knex.Transaction,
  altered: { row: StoredFinding; flaw: PresentFlaw }[],
): Promise<void> {
  const groups = new Map<string, { flaw: PresentFlaw; ids: number[] }>();
  for (const { row, flaw } of altered) {
    const key = `${flaw.relation}:${flaw.scope}:${flaw.fixable}`;
    const group = groups.get(key) ?? { flaw, ids: [] };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  for (const { flaw, ids } of groups.values()) {
    for await (const chunk of inChunks(ids)) {
      await trx('findings').whereIn('id', chunk).update({
        relation: flaw.relation,
        scope: flaw.scope,
        fixable: flaw.fixable,
      });
    }
  }
}

/** Resolves findings that are gone, each with the reason. */
export async function resolveFindings(
  trx: Knex.Transaction,
  rows: StoredFinding[],
  context: ChangeContext,
): Promise<void> {
  const reasons = await resolvedReasons(
    trx,
    rows,
    context.scanId !== undefined,
  );
  for (const [reason, group] of reasons) {
    for await (const chunk of inChunks(group)) {
      await trx('findings')
        .whereIn(
          'id',
          chunk.map(row => row.id),
        )
        .update({
          state: 'resolved',
          resolved_reason: reason,
          resolved_at: context.now,
          last_seen_at: lastSight(trx),
        });
      await recordEvents(trx, chunk, 'resolved', context, reason);
    }
  }
}

/**
 * What is open was last seen when its target was last read, which no finding
 * needs to be told; from now on that is no longer so.
 */
function lastSight(trx: Knex.Transaction): Knex.Raw {
  return trx.raw(
    `(select case when t.last_read_at > findings.last_seen_at
        then t.last_read_at else findings.last_seen_at end
      from targets as t where t.id = findings.target_id)`,
  );
}

/**
 * Why findings went: the package is gone, or its version changed, or every
 * record of the flaw was withdrawn, or the records no longer name the version.
 */
async function resolvedReasons(
  trx: Knex.Transaction,
  rows: StoredFinding[],
  scanned: boolean,
): Promise<Map<string, StoredFinding[]>> {
  const groups = new Map<string, StoredFinding[]>();
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
async function usedPackages(trx: Knex.Transaction, rows: StoredFinding[]) {
  const used = new Set<string>();
  for await (const chunk of inChunks(rows)) {
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

async function liveFlaws(trx: Knex.Transaction, rows: StoredFinding[]) {
  const live = new Set<number>();
  for await (const chunk of inChunks([...new Set(rows.map(r => r.flaw_id))])) {
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
  context: ChangeContext,
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
