import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  databaseTime,
  inChunks,
  isPostgres,
  toBoolean,
} from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { StoredComponent } from '../inventory/components';

/** One version of a package that is to be asked about. */
export interface DueComponent {
  id: number;
  version: string;
  pending: boolean;
}

/** A package that this replica holds the lease of. */
export interface ClaimedPackage {
  id: number;
  ecosystem: string;
  name: string;
  /** All that are stored, by id. */
  components: DueComponent[];
  releasesDueAt: unknown;
}

/** Packages with versions that nobody was asked about yet are due at once. */
export async function queueFacts(
  trx: Knex.Transaction,
  components: StoredComponent[],
  now: Date,
): Promise<void> {
  const packages = new Map(components.map(c => [c.packageId, c.ecosystem]));
  const rows = [...packages]
    .sort(([a], [b]) => a - b)
    .map(([id, ecosystem]) => ({ package_id: id, ecosystem, due_at: now }));
  for await (const chunk of inChunks(rows)) {
    await trx('package_facts')
      .insert(chunk)
      .onConflict('package_id')
      .merge(['due_at']);
  }
}

/**
 * Takes the packages that have been due longest, for the ecosystems that
 * somebody can be asked about. A lease that ran out belongs to a replica that
 * stopped: what it asked is asked again.
 */
export async function claimPackages(
  knex: Knex,
  options: { ecosystems: string[]; limit: number; leaseMs: number },
): Promise<{ ticket: string; packages: ClaimedPackage[] }> {
  const ticket = randomUUID();
  const ids = await inTransaction(knex, async trx => {
    const now = databaseTime(trx);
    const query = trx('package_facts')
      .whereIn('ecosystem', options.ecosystems)
      .where('due_at', '<=', now)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .orderBy(['due_at', 'package_id'])
      .limit(options.limit)
      .select('package_id');
    if (isPostgres(trx)) query.forUpdate().skipLocked();
    const due: number[] = (await query).map(row => row.package_id);
    await trx('package_facts')
      .whereIn('package_id', due)
      .update({
        lease_ticket: ticket,
        lease_until: databaseTime(trx, options.leaseMs / 1000),
      });
    return due;
  });
  return { ticket, packages: await readPackages(knex, ids) };
}

/** Keeps the leases of a ticket. */
export async function extendLeases(
  knex: Knex,
  ticket: string,
  leaseMs: number,
): Promise<void> {
  await knex('package_facts')
    .where('lease_ticket', ticket)
    .update({ lease_until: databaseTime(knex, leaseMs / 1000) });
}

/** The packages of a ticket that are still leased to it. */
export async function heldPackages(
  trx: Knex.Transaction,
  ticket: string,
): Promise<Set<number>> {
  const query = trx('package_facts')
    .where('lease_ticket', ticket)
    .orderBy('package_id')
    .select('package_id');
  if (isPostgres(trx)) query.forUpdate();
  return new Set((await query).map(row => row.package_id));
}

/** Ends leases, with when each package is due next. */
export async function releasePackages(
  trx: Knex.Transaction,
  dueAt: ReadonlyMap<number, Date | undefined>,
): Promise<void> {
  for (const [packageId, due] of dueAt) {
    await trx('package_facts')
      .where('package_id', packageId)
      .update({ due_at: due ?? null, lease_ticket: null, lease_until: null });
  }
}

/** Gives packages back unasked. */
export async function returnPackages(knex: Knex, ticket: string) {
  await knex('package_facts')
    .where('lease_ticket', ticket)
    .update({ lease_ticket: null, lease_until: null });
}

async function readPackages(
  knex: Knex,
  ids: number[],
): Promise<ClaimedPackage[]> {
  const packages = new Map<number, ClaimedPackage>();
  for (const row of await knex('package_facts as f')
    .join('packages as p', 'p.id', 'f.package_id')
    .whereIn('f.package_id', ids)
    .orderBy('f.package_id')
    .select('p.id', 'p.ecosystem', 'p.name', 'f.releases_due_at')) {
    const { id, ecosystem, name } = row;
    const releasesDueAt = row.releases_due_at;
    packages.set(id, { id, ecosystem, name, components: [], releasesDueAt });
  }
  for (const row of await componentsOf(knex, ids)) {
    packages.get(row.package_id!)?.components.push({
      id: Number(row.id),
      version: row.version,
      pending: toBoolean(row.facts_pending),
    });
  }
  return [...packages.values()];
}

function componentsOf(knex: Knex, packageIds: number[]) {
  return knex('components')
    .whereIn('package_id', packageIds)
    .orderBy('id')
    .select('id', 'package_id', 'version', 'facts_pending');
}
