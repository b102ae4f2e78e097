import { createHash } from 'node:crypto';
import type { DbTicketsRow } from '../../database/tables';

/** What one ticket is for. */
export type TicketGroup =
  | { kind: 'service'; entityRef: string }
  | { kind: 'upgrade'; entityRef: string; ecosystem: string; package: string }
  | { kind: 'vulnerability'; vulnerability: string }
  /** What a rule of a tool finds in a service. */
  | { kind: 'rule'; entityRef: string; rule: string };

/** A group, and the ticket that it has: by which rule, and where. */
export interface TicketSubject {
  rule: string;
  tracker: string;
  project: string;
  group: TicketGroup;
}

/**
 * The key by which a ticket is found again in its tracker, also where the
 * database was lost: 32 hexadecimal digits.
 *
 * @param origin - tells portals apart that write into one project
 */
export function ticketKey(
  { rule, tracker, project, group }: TicketSubject,
  origin: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, rule, tracker, project, ...partsOf(group)]))
    .digest('hex')
    .slice(0, 32);
}

function partsOf(group: TicketGroup): string[] {
  switch (group.kind) {
    case 'service':
      return [group.kind, group.entityRef];
    case 'upgrade':
      return [group.kind, group.entityRef, group.ecosystem, group.package];
    case 'rule':
      return [group.kind, group.entityRef, group.rule];
    default:
      return [group.kind, group.vulnerability];
  }
}

export function groupOf(row: Pick<DbTicketsRow, 'group_name'>): TicketGroup {
  return JSON.parse(row.group_name);
}
