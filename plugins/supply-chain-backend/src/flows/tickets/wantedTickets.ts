import type { Tracker } from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';
import { toBoolean } from '../../database/dialect';
import { today } from '../../records/findings/dueDays';
import { kindOfNumber } from '../../records/findings/kinds';
import { severityNumber } from '../../records/findings/severity';
import { storedTag } from '../../records/targets/tags';
import type { WantedTicket } from '../../records/tickets/storeWanted';
import type { TicketGroup } from '../../records/tickets/ticketGroup';
import type { DbFindingsRow, DbTargetsRow } from '../../database/tables';
import type { TicketFilter, TicketRule } from './options';

/** A service, and what rules look at. */
export interface TicketService
  extends Pick<
    DbTargetsRow,
    'id' | 'entity_ref' | 'lifecycle' | 'system_ref' | 'source_address'
  > {
  owners: string[];
  tags: string[];
}

/** An open finding of it. */
export interface TicketFinding
  extends Pick<
    DbFindingsRow,
    | 'id'
    | 'kind'
    | 'severity'
    | 'known_exploited'
    | 'fixable'
    | 'due_day'
    | 'package_name'
    | 'versions'
  > {
  /** Null where it is of no package. */
  ecosystem: string | null;
  /** The id of the vulnerability; else the rule of the tool. */
  vulnerability: string;
}

/** Longer ones are no project of a tracker. */
const LONGEST_PROJECT = 255;

/**
 * The tickets that the open findings of a service need. Each finding is in one
 * at most: of the first rule that it meets and that has a project for it.
 */
export function wantedTickets(
  service: TicketService,
  findings: readonly TicketFinding[],
  rules: readonly TicketRule[],
  trackers: ReadonlyMap<string, Pick<Tracker, 'projectOf'>>,
  now: Date,
): WantedTicket[] {
  const placed = rules.flatMap(rule => {
    const project = projectOf(rule, service, trackers);
    return project === undefined ? [] : [{ rule, project }];
  });
  const tickets = new Map<string, { subject: Subject; of: TicketFinding[] }>();
  for (const finding of findings) {
    const first = placed.find(({ rule }) => meets(rule, service, finding, now));
    if (!first) continue;
    const { rule, project } = first;
    const group = groupOf(rule, service, finding);
    const key = JSON.stringify([rule.id, group]);
    const subject = { rule: rule.id, tracker: rule.tracker, project, group };
    const ticket = tickets.get(key) ?? { subject, of: [] };
    ticket.of.push(finding);
    tickets.set(key, ticket);
  }
  return [...tickets.values()].map(({ subject, of }) => ({
    ...subject,
    findingIds: of.map(({ id }) => Number(id)),
    digest: digestOf(service, of),
  }));
}

type Subject = Omit<WantedTicket, 'findingIds' | 'digest'>;

function projectOf(
  rule: TicketRule,
  { source_address: source }: TicketService,
  trackers: ReadonlyMap<string, Pick<Tracker, 'projectOf'>>,
): string | undefined {
  if (rule.project !== undefined) return rule.project;
  if (source === null) return undefined;
  const project = trackers.get(rule.tracker)?.projectOf?.(source);
  return project && project.length <= LONGEST_PROJECT ? project : undefined;
}

function meets(
  { filters }: TicketRule,
  service: TicketService,
  finding: TicketFinding,
  now: Date,
): boolean {
  return (filters.length === 0 ? [{}] : filters).some(filter =>
    meetsOne(filter, service, finding, now),
  );
}

function meetsOne(
  filter: TicketFilter,
  service: TicketService,
  finding: TicketFinding,
  now: Date,
): boolean {
  const is = (wanted: boolean | undefined, value: boolean) =>
    wanted === undefined || wanted === value;
  const has = (wanted: string[] | undefined, values: (string | null)[]) =>
    wanted === undefined || wanted.some(one => values.includes(one));
  const { severity, kinds = ['vulnerability'] } = filter;
  return (
    kinds.includes(kindOfNumber(finding.kind)) &&
    (severity === undefined || finding.severity >= severityNumber(severity)) &&
    is(filter.knownExploited, toBoolean(finding.known_exploited)) &&
    is(filter.overdue, finding.due_day < today(now)) &&
    is(filter.fixable, toBoolean(finding.fixable)) &&
    has(filter.owners, service.owners) &&
    has(filter.systems, [service.system_ref]) &&
    has(filter.lifecycles, [service.lifecycle]) &&
    has(filter.tags?.map(storedTag), service.tags)
  );
}

function groupOf(
  { group: kind }: TicketRule,
  { entity_ref: entityRef }: TicketService,
  finding: TicketFinding,
): TicketGroup {
  switch (kind) {
    case 'service':
      return { kind, entityRef };
    case 'upgrade':
      if (finding.ecosystem === null) {
        return { kind: 'rule', entityRef, rule: finding.vulnerability };
      }
      return {
        kind,
        entityRef,
        ecosystem: finding.ecosystem,
        package: finding.package_name,
      };
    default:
      return { kind, vulnerability: finding.vulnerability };
  }
}

/** Of all that tickets say of findings and that changes by itself. */
function digestOf(
  { owners }: TicketService,
  findings: readonly TicketFinding[],
): string {
  const facts = findings
    .map(one => [
      Number(one.id),
      one.severity,
      toBoolean(one.known_exploited),
      toBoolean(one.fixable),
      one.due_day,
      one.versions,
    ])
    .sort(([a], [b]) => Number(a) - Number(b));
  return createHash('sha256')
    .update(JSON.stringify([owners, facts]))
    .digest('hex');
}
