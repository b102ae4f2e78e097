import type { Knex } from 'knex';
import { inChunks, isPostgres, toBoolean } from '../../database/dialect';
import { type TicketGroup, ticketKey, type TicketSubject } from './ticketGroup';

/** A ticket that a service needs, and what it brings into it. */
export interface WantedTicket extends TicketSubject {
  findingIds: number[];
  /** Tells whether what the ticket says of the service may have changed. */
  digest: string;
}

/** A service no longer brings anything. */
const NOTHING = '';

/**
 * Brings the tickets that a service is in to what it needs: adds those that are
 * not there, and has those written again of which something differs. Gives how
 * many that were.
 */
export async function storeWanted(
  trx: Knex.Transaction,
  targetId: number,
  wanted: readonly WantedTicket[],
  origin: string,
  now: Date,
): Promise<number> {
  const known: { key: string; ticket_id: number | string; digest: string }[] =
    await trx('ticket_targets as tt')
      .join('tickets as ticket', 'ticket.id', 'tt.ticket_id')
      .where('tt.target_id', targetId)
      .select('ticket.key', 'tt.ticket_id', 'tt.digest');
  const before = new Map(known.map(row => [row.key, row]));
  const byKey = new Map(wanted.map(one => [ticketKey(one, origin), one]));
  const changed = [...byKey].filter(
    ([key, one]) => before.get(key)?.digest !== one.digest,
  );
  const gone = known.filter(
    ({ key, digest }) => !byKey.has(key) && digest !== NOTHING,
  );
  if (changed.length === 0 && gone.length === 0) return 0;
  const ids = await ticketsOf(trx, changed, now);
  for (const [key, { findingIds, digest }] of changed) {
    await link(trx, { ticketId: ids.get(key)!, targetId, digest }, findingIds);
  }
  for (const { ticket_id: ticketId } of gone) {
    await link(trx, { ticketId, targetId, digest: NOTHING }, []);
  }
  const touched = [...ids.values(), ...gone.map(row => row.ticket_id)];
  await noteChanges(trx, touched, now);
  return touched.length;
}

/** Ids of tickets by key; those that are not there are added. Their rows stay locked. */
async function ticketsOf(
  trx: Knex.Transaction,
  wanted: readonly [string, WantedTicket][],
  now: Date,
): Promise<Map<string, number | string>> {
  const ids = new Map<string, number | string>();
  const ordered = wanted.toSorted(([a], [b]) => (a < b ? -1 : 1));
  for await (const chunk of inChunks(ordered, 100)) {
    await trx('tickets')
      .insert(
        chunk.map(([key, { rule, tracker, project, group }]) => ({
          key,
          rule,
          tracker,
          project,
          group_kind: group.kind,
          group_name: JSON.stringify(group satisfies TicketGroup),
          title: '',
          state: 'waiting' as const,
          created_at: now,
        })),
      )
      .onConflict('key')
      .ignore();
    const rows = trx('tickets')
      .whereIn(
        'key',
        chunk.map(([key]) => key),
      )
      .orderBy('key')
      .select('id', 'key');
    if (isPostgres(trx)) rows.forUpdate();
    for (const { id, key } of await rows) ids.set(key, id);
  }
  return ids;
}

async function link(
  trx: Knex.Transaction,
  row: { ticketId: number | string; targetId: number; digest: string },
  findingIds: readonly number[],
): Promise<void> {
  const { ticketId, targetId, digest } = row;
  await trx('ticket_targets')
    .insert({ ticket_id: ticketId, target_id: targetId, digest })
    .onConflict(['ticket_id', 'target_id'])
    .merge(['digest']);
  const links = await trx('ticket_findings')
    .where({ ticket_id: ticketId, target_id: targetId })
    .select('finding_id', 'wanted');
  const known = new Map(
    links.map(one => [Number(one.finding_id), toBoolean(one.wanted)]),
  );
  const wanted = new Set(findingIds);
  const set = async (ids: number[], value: boolean) => {
    for await (const chunk of inChunks(ids)) {
      await trx('ticket_findings')
        .where('ticket_id', ticketId)
        .whereIn('finding_id', chunk)
        .update({ wanted: value });
    }
  };
  await set(
    findingIds.filter(id => known.get(id) === false),
    true,
  );
  await set(
    [...known.keys()].filter(id => known.get(id) && !wanted.has(id)),
    false,
  );
  const added = findingIds.filter(id => !known.has(id));
  for await (const chunk of inChunks(added, 200)) {
    await trx('ticket_findings').insert(
      chunk.map(id => ({
        ticket_id: ticketId,
        finding_id: id,
        target_id: targetId,
        wanted: true,
      })),
    );
  }
}

/** They are written again; one that could not be written keeps its time. */
export async function noteChanges(
  trx: Knex,
  ids: readonly (number | string)[],
  now: Date,
): Promise<void> {
  const sorted = [...ids].sort((a, b) => Number(a) - Number(b));
  for await (const chunk of inChunks(sorted)) {
    await trx('tickets')
      .whereIn('id', chunk)
      .update({
        changes: trx.raw('changes + 1'),
        due_at: trx.raw(
          'case when attempts > 0 and due_at is not null then due_at else ? end',
          [isPostgres(trx) ? trx.raw('?::timestamptz', [now]) : now],
        ),
      });
  }
}
