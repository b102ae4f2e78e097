import type { Finding } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toBoolean } from '../../database/dialect';
import { NO_DAY } from '../../records/findings/dueDays';
import type { DbTicketsRow } from '../../database/tables';
import {
  type FindingRow,
  selectFindings,
  toFindings,
} from '../../views/findings/findingRows';

/** Findings that a ticket names. */
const NAMED = 50;
/** Services that a ticket names, and whose owners it looks at. */
const SERVICES = 50;

/** What a ticket is about. */
export interface TicketFacts {
  /** Findings for which it is open; none: it is to be closed. */
  open: number;
  /** Findings that it is told of: those, else those that it was for. */
  count: number;
  /** As it is stored; -1 where there is no finding at all. */
  severity: number;
  knownExploited: boolean;
  dueDay: number;
  /** The gravest of them. */
  findings: Finding[];
  services: { entityRef: string; name: string; owners: string[] }[];
  serviceCount: number;
}

/** Reads what a ticket is about, within bounds whatever its size. */
export async function readTicketFacts(
  knex: Knex,
  { id }: Pick<DbTicketsRow, 'id'>,
): Promise<TicketFacts> {
  const open = await sumOf(knex, id, true);
  const sum = open.count > 0 ? open : await sumOf(knex, id, false);
  const rows: FindingRow[] = await selectFindings(knex)
    .join('ticket_findings as link', 'link.finding_id', 'f.id')
    .where({ 'link.ticket_id': id, 'link.wanted': open.count > 0 })
    .orderBy([{ column: 'f.risk', order: 'desc' }, { column: 'f.id' }])
    .limit(NAMED);
  const findings = await toFindings(knex, rows);
  return {
    ...sum,
    open: open.count,
    findings,
    services: servicesOf(findings),
  };
}

async function sumOf(knex: Knex, id: DbTicketsRow['id'], wanted: boolean) {
  const row = await knex('ticket_findings as link')
    .join('findings as f', 'f.id', 'link.finding_id')
    .where({ 'link.ticket_id': id, 'link.wanted': wanted })
    .first(
      knex.raw(
        `count(*) as count, max(f.severity) as severity, min(f.due_day) as due,
         count(distinct f.target_id) as services,
         max(case when f.known_exploited then 1 else 0 end) as exploited`,
      ),
    );
  return {
    count: Number(row.count),
    severity: Number(row.severity ?? -1),
    dueDay: Number(row.due ?? NO_DAY),
    knownExploited: toBoolean(Number(row.exploited ?? 0)),
    serviceCount: Number(row.services),
  };
}

function servicesOf(findings: readonly Finding[]): TicketFacts['services'] {
  const services = new Map(
    findings.map(({ entityRef, targetName, owners }) => [
      entityRef,
      { entityRef, name: targetName, owners },
    ]),
  );
  return [...services.values()].slice(0, SERVICES);
}
