import type {
  Ticket,
  TicketList,
  TicketQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toDate, toIso } from '../../database/dialect';
import {
  boundedCount,
  type KeysetColumn,
  readPage,
} from '../../database/keyset';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';
import { groupOf, type TicketGroup } from '../../records/tickets/ticketGroup';
import type { BigNumber, DbTicketsRow } from '../../database/tables';

/** Services that are named with a ticket. */
const SERVICES = 20;
/** Tickets that are shown with a finding. */
const OF_FINDING = 10;

const NEWEST: KeysetColumn[] = [
  { column: 'ticket.id', direction: 'desc', type: 'number' },
];

/** A page of the tickets that have a service among the targets. */
export async function listTickets(
  knex: Knex,
  query: TicketQuery,
  targets: TargetFilter,
): Promise<TicketList> {
  const select = knex('tickets as ticket').select('ticket.*');
  if (query.tracker) select.where('ticket.tracker', query.tracker);
  if (query.state?.length) select.whereIn('ticket.state', query.state);
  whereGiven(select, 'ticket.wont_fix', query.wontFix);
  whereGiven(select, 'ticket.error', query.failing);
  const seen = knex('ticket_targets as tt')
    .join('targets as t', 't.id', 'tt.target_id')
    .whereRaw('tt.ticket_id = ticket.id')
    .select('tt.ticket_id');
  applyTargetFilter(seen, targets);
  select.whereExists(seen);
  const total = await boundedCount(knex, select);
  const page = await readPage<DbTicketsRow>(select, NEWEST, query);
  return {
    items: await toTickets(knex, page.rows, targets),
    total,
    nextCursor: page.nextCursor,
  };
}

/** Tickets that are about a finding, or were. */
export async function ticketsOfFinding(
  knex: Knex,
  findingId: BigNumber,
  targets: TargetFilter,
): Promise<Ticket[]> {
  const rows: DbTicketsRow[] = await knex('tickets as ticket')
    .join('ticket_findings as link', 'link.ticket_id', 'ticket.id')
    .where('link.finding_id', findingId)
    .orderBy('ticket.id', 'desc')
    .limit(OF_FINDING)
    .select('ticket.*');
  return toTickets(knex, rows, targets);
}

function whereGiven(
  select: Knex.QueryBuilder,
  column: string,
  given: boolean | undefined,
): void {
  if (given === true) select.whereNotNull(column);
  if (given === false) select.whereNull(column);
}

async function toTickets(
  knex: Knex,
  rows: readonly DbTicketsRow[],
  targets: TargetFilter,
): Promise<Ticket[]> {
  const services = await servicesOf(
    knex,
    rows.map(({ id }) => id),
    targets,
  );
  return rows.map(row => ({
    id: String(row.id),
    tracker: row.tracker,
    project: row.project,
    group: row.group_kind,
    title: row.title || nameOf(groupOf(row)),
    state: row.state,
    remoteId: row.remote_id ?? undefined,
    url: row.url ?? undefined,
    services: services.get(String(row.id)) ?? [],
    wontFix: row.wont_fix === null ? undefined : JSON.parse(row.wont_fix),
    error: row.error ?? undefined,
    nextTryAt:
      row.error !== null && row.due_at !== null
        ? toDate(row.due_at).toISOString()
        : undefined,
    createdAt: toIso(row.created_at)!,
    writtenAt: toIso(row.written_at),
  }));
}

/** What a ticket that was not written yet is for. */
function nameOf(group: TicketGroup): string {
  switch (group.kind) {
    case 'service':
      return group.entityRef;
    case 'upgrade':
      return `${group.package}: ${group.entityRef}`;
    case 'rule':
      return `${group.rule}: ${group.entityRef}`;
    default:
      return group.vulnerability;
  }
}

async function servicesOf(
  knex: Knex,
  ids: readonly BigNumber[],
  targets: TargetFilter,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for await (const chunk of inChunks(ids)) {
    const numbered = knex('ticket_targets as tt')
      .join('targets as t', 't.id', 'tt.target_id')
      .whereIn('tt.ticket_id', chunk)
      .select(
        'tt.ticket_id',
        't.entity_ref',
        knex.raw(
          'row_number() over (partition by tt.ticket_id order by t.entity_ref) as place',
        ),
      );
    applyTargetFilter(numbered, { ...targets, entityRef: undefined });
    const rows = await knex
      .from(numbered.as('numbered'))
      .where('place', '<=', SERVICES)
      .orderBy(['ticket_id', 'place'])
      .select('ticket_id', 'entity_ref');
    for (const { ticket_id: id, entity_ref: ref } of rows) {
      found.set(String(id), [...(found.get(String(id)) ?? []), ref]);
    }
  }
  return found;
}
