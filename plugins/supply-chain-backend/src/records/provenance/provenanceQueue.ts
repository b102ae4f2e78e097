import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseTime, inChunks, isPostgres } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { StoredComponents } from '../inventory/components';

/** A package version that this replica holds the lease of. */
export interface ClaimedComponent {
  id: number;
  purl: string;
  ecosystem: string;
  packageName: string;
  version: string;
  attempts: number;
}

/**
 * Package versions that nobody was asked about yet are due at once; also those
 * of which nobody can be asked, as that is something to know.
 */
export async function queueProvenance(
  trx: Knex.Transaction,
  { added, inserted }: Pick<StoredComponents, 'added' | 'inserted'>,
  now: Date,
): Promise<void> {
  const ecosystems = new Map(added.map(({ id, ecosystem }) => [id, ecosystem]));
  const rows = [...inserted]
    .sort((a, b) => a - b)
    .map(id => ({
      component_id: id,
      ecosystem: ecosystems.get(id) ?? '',
      due_at: now,
    }));
  for await (const chunk of inChunks(rows)) {
    await trx('component_provenance')
      .insert(chunk)
      .onConflict('component_id')
      .ignore();
  }
}

/** Package versions of one piece. */
const PIECE = 10_000;

/**
 * The same of all that there are already, piece by piece. Those that are there
 * stay as they are, so it may end anywhere and begin anew.
 */
export async function queueAllProvenance(
  knex: Knex,
  signal: AbortSignal,
): Promise<void> {
  for (let after = 0; ; after += PIECE) {
    signal.throwIfAborted();
    const [{ last }] = await knex('components').max({ last: 'id' });
    if (after >= Number(last ?? 0)) return;
    await knex.raw(
      `insert into component_provenance (component_id, ecosystem, due_at)
       select c.id, coalesce(p.ecosystem, ''), ${
         isPostgres(knex) ? '?::timestamptz' : '?'
       }
       from components as c left join packages as p on p.id = c.package_id
       where c.id > ? and c.id <= ?
       order by c.id
       on conflict (component_id) do nothing`,
      [new Date(), after, after + PIECE],
    );
  }
}

/**
 * Takes the package versions that have been due longest. A lease that ran out
 * belongs to a replica that stopped: what it asked is asked again.
 */
export async function claimComponents(
  knex: Knex,
  options: { ecosystems: readonly string[]; limit: number; leaseMs: number },
): Promise<{ ticket: string; components: ClaimedComponent[] }> {
  const ticket = randomUUID();
  const ids = await inTransaction(knex, async trx => {
    const now = databaseTime(trx);
    const query = trx('component_provenance')
      .whereIn('ecosystem', options.ecosystems)
      .where('due_at', '<=', now)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .orderBy(['due_at', 'component_id'])
      .limit(options.limit)
      .select('component_id');
    if (isPostgres(trx)) query.forUpdate().skipLocked();
    const due = (await query).map(row => Number(row.component_id));
    if (due.length === 0) return due;
    await trx('component_provenance')
      .whereIn('component_id', due)
      .update({
        lease_ticket: ticket,
        lease_until: databaseTime(trx, options.leaseMs / 1000),
      });
    return due;
  });
  return { ticket, components: await readClaimed(knex, ids) };
}

/** Keeps the leases of a ticket. */
export async function extendProvenanceLeases(
  knex: Knex,
  ticket: string,
  leaseMs: number,
): Promise<void> {
  await knex('component_provenance')
    .where('lease_ticket', ticket)
    .update({ lease_until: databaseTime(knex, leaseMs / 1000) });
}

/** Gives package versions back unasked. */
export async function returnComponents(knex: Knex, ticket: string) {
  await knex('component_provenance')
    .where('lease_ticket', ticket)
    .update({ lease_ticket: null, lease_until: null });
}

async function readClaimed(
  knex: Knex,
  ids: readonly number[],
): Promise<ClaimedComponent[]> {
  if (ids.length === 0) return [];
  const rows = await knex('component_provenance as pv')
    .join('components as c', 'c.id', 'pv.component_id')
    .join('packages as p', 'p.id', 'c.package_id')
    .whereIn('pv.component_id', [...ids])
    .orderBy('pv.component_id')
    .select(
      'pv.component_id',
      'pv.attempts',
      'c.purl',
      'c.version',
      'p.ecosystem',
      'p.name',
    );
  return rows.map(row => ({
    id: Number(row.component_id),
    purl: row.purl,
    ecosystem: row.ecosystem,
    packageName: row.name,
    version: row.version,
    attempts: row.attempts,
  }));
}
