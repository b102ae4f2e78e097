import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { noteFindings } from '../outbox/outbox';
import type {
  PresentVulnerability,
  StoredFinding,
} from './presentVulnerabilities';
import type { DbFindingEventsRow, DbFindingsRow } from '../../database/tables';

/** When a change was seen, and by which scan; none: by an advisory update. */
export interface ChangeContext {
  now: Date;
  scanId?: string;
  /** Because of what tools report: what goes is not reported any more. */
  reported?: boolean;
  /** When what goes was last reported; absent: when its target was last read. */
  lastSeenAt?: Date;
}

/**
 * The name of a finding that stays the same from scan to scan: which entity,
 * which scanner, which package whatever its version, which vulnerability.
 */
export function fingerprint(
  entityRef: string,
  ecosystem: string,
  packageName: string,
  vulnerabilityKey: string,
): string {
  return createHash('sha256')
    .update(
      [
        'dependencies',
        entityRef,
        ecosystem,
        packageName,
        vulnerabilityKey,
      ].join('\0'),
    )
    .digest('hex');
}

/** Writes findings that were not there before, and gives their ids. */
export async function insertFindings(
  trx: Knex.Transaction,
  vulnerabilities: PresentVulnerability[],
  context: ChangeContext,
): Promise<number[]> {
  const ids: number[] = [];
  for await (const chunk of inChunks(vulnerabilities)) {
    const names = await namesOf(trx, chunk);
    const fingerprints = await freeFingerprints(trx, chunk, names);
    const rows = await trx('findings')
      .insert(
        chunk.map((vulnerability, i) => {
          const pkg = names.packages.get(vulnerability.package_id)!;
          const facts = names.vulnerabilities.get(
            vulnerability.vulnerability_id,
          )!;
          return {
            ...vulnerability,
            fingerprint: fingerprints[i],
            state: 'open',
            package_name: pkg.name,
            severity: facts.severity,
            score: facts.score ?? -1,
            epss: facts.epss ?? -1,
            known_exploited: facts.known_exploited,
            malicious: facts.malicious,
            first_seen_at: context.now,
            last_seen_at: context.now,
          };
        }),
      )
      .returning(['id', 'target_id']);
    await recordEvents(trx, rows, 'opened', context);
    await noteFindings(trx, 'opened', rows, context.now);
    for (const row of rows) ids.push(Number(row.id));
  }
  return ids;
}

/**
 * Fingerprints for findings, none of which another finding has. A vulnerability's name
 * may move to another vulnerability when its records part; the finding that had it
 * first keeps its fingerprint, and the new one is told apart by its vulnerability.
 */
async function freeFingerprints(
  trx: Knex.Transaction,
  vulnerabilities: PresentVulnerability[],
  names: Awaited<ReturnType<typeof namesOf>>,
): Promise<string[]> {
  const name = (vulnerability: PresentVulnerability, suffix = '') => {
    const pkg = names.packages.get(vulnerability.package_id)!;
    return fingerprint(
      names.targets.get(vulnerability.target_id)!.entity_ref,
      pkg.ecosystem,
      pkg.name,
      names.vulnerabilities.get(vulnerability.vulnerability_id)!.key + suffix,
    );
  };
  const wanted = vulnerabilities.map(vulnerability => name(vulnerability));
  const taken = new Set(
    await trx('findings').whereIn('fingerprint', wanted).pluck('fingerprint'),
  );
  return wanted.map((print, i) =>
    taken.has(print)
      ? name(vulnerabilities[i], `\0${vulnerabilities[i].vulnerability_id}`)
      : print,
  );
}

async function namesOf(
  trx: Knex.Transaction,
  vulnerabilities: PresentVulnerability[],
) {
  const load = async (table: string, ids: number[], ...columns: string[]) => {
    const rows = await trx(table)
      .whereIn('id', [...new Set(ids)])
      .select('id', ...columns);
    return new Map(rows.map(row => [row.id as number, row]));
  };
  return {
    targets: await load(
      'targets',
      vulnerabilities.map(f => f.target_id),
      'entity_ref',
    ),
    packages: await load(
      'packages',
      vulnerabilities.map(f => f.package_id),
      'ecosystem',
      'name',
    ),
    vulnerabilities: await load(
      'vulnerabilities',
      vulnerabilities.map(f => f.vulnerability_id),
      'key',
      'severity',
      'score',
      'epss',
      'known_exploited',
      'malicious',
    ),
  };
}

/** Opens again findings that had gone. */
export async function reopenFindings(
  trx: Knex.Transaction,
  rows: readonly FindingRef[],
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
        triage_changes: trx.raw('triage_changes + 1'),
      });
    await recordEvents(trx, chunk, 'reopened', context);
    await noteFindings(trx, 'reopened', chunk, context.now);
  }
}

/** Brings what links decide of findings up to date. */
export async function alterFindings(
  trx: Knex.Transaction,
  altered: { row: StoredFinding; vulnerability: PresentVulnerability }[],
): Promise<void> {
  const groups = new Map<
    string,
    { vulnerability: PresentVulnerability; ids: number[] }
  >();
  for (const { row, vulnerability } of altered) {
    const { relation, scope, fixable, versions } = vulnerability;
    const key = JSON.stringify([relation, scope, fixable, versions]);
    const group = groups.get(key) ?? { vulnerability, ids: [] };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  for (const { vulnerability, ids } of groups.values()) {
    for await (const chunk of inChunks(ids)) {
      await trx('findings')
        .whereIn('id', chunk)
        .update({
          relation: vulnerability.relation,
          scope: vulnerability.scope,
          fixable: vulnerability.fixable,
          versions: vulnerability.versions,
          triage_changes: trx.raw('triage_changes + 1'),
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
  const reasons: Map<ResolvedReason, StoredFinding[]> = context.reported
    ? new Map([['no-longer-reported', rows]])
    : await resolvedReasons(trx, rows, context.scanId !== undefined);
  for (const [reason, group] of reasons) {
    await closeFindings(trx, group, reason, context);
  }
}

/** What writing the history of a finding takes. */
type FindingRef = Pick<StoredFinding, 'id' | 'target_id' | 'state'>;

/** Resolves findings for one reason. */
export async function closeFindings(
  trx: Knex.Transaction,
  rows: readonly FindingRef[],
  reason: ResolvedReason,
  context: ChangeContext,
): Promise<void> {
  for await (const chunk of inChunks(rows)) {
    await trx('findings')
      .whereIn(
        'id',
        chunk.map(row => row.id),
      )
      .update({
        state: 'resolved',
        resolved_reason: reason,
        resolved_at: context.now,
        last_seen_at: context.lastSeenAt ?? lastSight(trx),
      });
    // What was dismissed does not go a second time.
    for (const [state, kind] of [
      ['open', 'resolved'],
      ['dismissed', 'closed'],
    ] as const) {
      const some = chunk.filter(row => row.state === state);
      await recordEvents(trx, some, kind, context, reason);
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

type ResolvedReason = NonNullable<DbFindingsRow['resolved_reason']>;

/**
 * Why findings went: the package is gone, or its version changed, or every
 * record of the vulnerability was withdrawn, or the records no longer name the version.
 */
async function resolvedReasons(
  trx: Knex.Transaction,
  rows: StoredFinding[],
  scanned: boolean,
): Promise<Map<ResolvedReason, StoredFinding[]>> {
  const groups = new Map<ResolvedReason, StoredFinding[]>();
  if (rows.length === 0) return groups;
  const inUse = await usedPackages(trx, rows);
  const live = await liveVulnerabilities(trx, rows);
  for (const row of rows) {
    const inTarget = inUse.has(`${row.target_id}:${row.package_id}`);
    let reason: ResolvedReason = 'no-longer-affected';
    if (!inTarget) reason = 'removed';
    else if (!live.has(row.vulnerability_id)) reason = 'withdrawn';
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

async function liveVulnerabilities(
  trx: Knex.Transaction,
  rows: StoredFinding[],
) {
  const live = new Set<number>();
  for await (const chunk of inChunks([
    ...new Set(rows.map(r => r.vulnerability_id)),
  ])) {
    for (const row of await trx('advisories')
      .whereIn('vulnerability_id', chunk)
      .whereNull('withdrawn_at')
      .distinct('vulnerability_id')) {
      live.add(row.vulnerability_id!);
    }
  }
  return live;
}

export async function recordEvents(
  trx: Knex.Transaction,
  rows: readonly { id: number | string; target_id: number }[],
  kind: DbFindingEventsRow['kind'],
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
