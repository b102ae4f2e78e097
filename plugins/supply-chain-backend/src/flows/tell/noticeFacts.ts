import type {
  FindingKind,
  Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';
import type { DbNoticesRow } from '../../database/tables';
import { today } from '../../records/findings/dueDays';
import { kindOfNumber } from '../../records/findings/kinds';
import { severityOfNumber } from '../../records/findings/severity';

/** What of a vulnerability, or of a rule of a tool, is open in a group's services, as it is now. */
export interface FindingFacts {
  kind: FindingKind;
  vulnerability: string;
  summary?: string;
  severity: Severity;
  knownExploited: boolean;
  malicious: boolean;
  findings: number;
  overdue: number;
  services: number;
  /** The first of the services, and of the packages or files, by name. */
  service: string;
  package: string;
  packages: number;
}

/** Facts by {@link factsKey}; none where nothing is open. */
export type NoticeFacts = ReadonlyMap<string, FindingFacts>;

export function factsKey({
  group_ref: group,
  vulnerability_id: vulnerability,
  rule_id: rule,
}: Pick<DbNoticesRow, 'group_ref' | 'vulnerability_id' | 'rule_id'>): string {
  return [vulnerability ?? '', rule ?? '', group].join(' ');
}

/**
 * What notices are about, counted when they are told: what was decided,
 * upgraded or found since is told as it is.
 */
export async function readNoticeFacts(
  knex: Knex,
  notices: readonly DbNoticesRow[],
  now: Date,
): Promise<NoticeFacts> {
  const groups = [...new Set(notices.map(({ group_ref: ref }) => ref))];
  const vulnerabilities = notices.flatMap(one => one.vulnerability_id ?? []);
  const rules = notices.flatMap(one => one.rule_id ?? []);
  const facts = new Map<string, FindingFacts>();
  for (const [column, ids] of [
    ['vulnerability_id', new Set(vulnerabilities)],
    ['rule_id', new Set(rules)],
  ] as const) {
    for await (const some of inChunks([...ids])) {
      for (const row of await countOpen(knex, column, some, groups, now)) {
        const about = {
          vulnerability_id: null,
          rule_id: null,
          [column]: row.id,
        };
        facts.set(factsKey({ ...about, group_ref: row.owner_ref }), {
          kind: kindOfNumber(Number(row.kind)),
          vulnerability: row.key,
          summary: row.summary ?? undefined,
          severity: severityOfNumber(Number(row.severity)),
          knownExploited: toBoolean(row.known_exploited),
          malicious: toBoolean(row.malicious),
          findings: Number(row.findings),
          overdue: Number(row.overdue),
          services: Number(row.services),
          service: row.service,
          package: row.package,
          packages: Number(row.packages),
        });
      }
    }
  }
  return facts;
}

/** By group and vulnerability, or rule; of a rule, the worst of its findings counts. */
function countOpen(
  knex: Knex,
  column: 'vulnerability_id' | 'rule_id',
  ids: readonly number[],
  groups: readonly string[],
  now: Date,
) {
  const worst = (flag: 'known_exploited' | 'malicious') =>
    knex.raw(`max(case when f.${flag} then 1 else 0 end) as ${flag}`);
  const select = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join('target_owners as o', 'o.target_id', 'f.target_id')
    .whereIn(`f.${column}`, ids)
    .whereIn('o.owner_ref', groups)
    .where('f.state', 'open')
    .whereNull('t.removed_at')
    .select(
      'o.owner_ref',
      worst('known_exploited'),
      worst('malicious'),
      knex.raw('min(f.kind) as kind'),
      knex.raw('count(*) as findings'),
      knex.raw('sum(case when f.due_day < ? then 1 else 0 end) as overdue', [
        today(now),
      ]),
      knex.raw('count(distinct f.target_id) as services'),
      knex.raw('count(distinct f.package_name) as packages'),
      knex.raw('min(t.name) as service'),
      knex.raw('min(f.package_name) as package'),
    );
  return column === 'rule_id'
    ? select
        .join('tool_rules as r', 'r.id', 'f.rule_id')
        .groupBy('o.owner_ref', 'r.id', 'r.key', 'r.title')
        .select(
          'r.id',
          'r.key',
          'r.title as summary',
          knex.raw('max(f.severity) as severity'),
        )
    : select
        .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
        .groupBy('o.owner_ref', 'v.id', 'v.key', 'v.summary', 'v.severity')
        .select('v.id', 'v.key', 'v.summary', 'v.severity');
}

/** Decisions that still end or still ask, by their number. */
export async function readNoticeDecisions(
  knex: Knex,
  notices: readonly DbNoticesRow[],
): Promise<ReadonlyMap<string, { endsAt?: Date }>> {
  const wanted = new Map<string, 'active' | 'proposed'>();
  for (const { topic, subject } of notices) {
    if (topic === 'decision-asked') wanted.set(subject, 'proposed');
    if (topic === 'decision-ends') {
      wanted.set(subject.slice(subject.lastIndexOf('#') + 1), 'active');
    }
  }
  const found = new Map<string, { endsAt?: Date }>();
  for await (const ids of inChunks([...wanted.keys()])) {
    const rows = await knex('decisions')
      .whereIn('id', ids)
      .select('id', 'state', 'ends_at');
    for (const { id, state, ends_at: endsAt } of rows) {
      if (wanted.get(String(id)) !== state) continue;
      found.set(String(id), {
        ...(endsAt !== null && { endsAt: toDate(endsAt) }),
      });
    }
  }
  return found;
}
