import { isMalicious } from '@safety-curtain/advisories';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';
import type { DbNoticesRow } from '../../database/tables';
import { today } from '../../records/findings/dueDays';
import { severityOfNumber } from '../../records/findings/severity';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';

/** What of a vulnerability is open in a group's services, as it is now. */
export interface VulnerabilityFacts {
  vulnerability: string;
  summary?: string;
  severity: Severity;
  knownExploited: boolean;
  malicious: boolean;
  findings: number;
  overdue: number;
  services: number;
  /** The first of the services, and of the packages, by name. */
  service: string;
  package: string;
  packages: number;
}

/** Facts by {@link factsKey}; none where nothing is open. */
export type NoticeFacts = ReadonlyMap<string, VulnerabilityFacts>;

export function factsKey(
  group: string,
  vulnerabilityId: number | string,
): string {
  return `${vulnerabilityId} ${group}`;
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
  const ids = new Set(notices.flatMap(({ vulnerability_id: id }) => id ?? []));
  const groups = [...new Set(notices.map(({ group_ref: ref }) => ref))];
  const names = await aliasesOf(knex, [...ids]);
  const facts = new Map<string, VulnerabilityFacts>();
  for await (const some of inChunks([...ids])) {
    for (const row of await countOpen(knex, some, groups, now)) {
      facts.set(factsKey(row.owner_ref, row.id), {
        vulnerability: row.key,
        summary: row.summary ?? undefined,
        severity: severityOfNumber(row.severity),
        knownExploited: toBoolean(row.known_exploited),
        malicious: (names.get(row.id) ?? []).some(isMalicious),
        findings: Number(row.findings),
        overdue: Number(row.overdue),
        services: Number(row.services),
        service: row.service,
        package: row.package,
        packages: Number(row.packages),
      });
    }
  }
  return facts;
}

function countOpen(
  knex: Knex,
  vulnerabilityIds: readonly number[],
  groups: readonly string[],
  now: Date,
) {
  return knex('findings as f')
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .join('targets as t', 't.id', 'f.target_id')
    .join('target_owners as o', 'o.target_id', 'f.target_id')
    .whereIn('f.vulnerability_id', vulnerabilityIds)
    .whereIn('o.owner_ref', groups)
    .where('f.state', 'open')
    .whereNull('t.removed_at')
    .groupBy(
      'o.owner_ref',
      'v.id',
      'v.key',
      'v.summary',
      'v.severity',
      'v.known_exploited',
    )
    .select(
      'o.owner_ref',
      'v.id',
      'v.key',
      'v.summary',
      'v.severity',
      'v.known_exploited',
      knex.raw('count(*) as findings'),
      knex.raw('sum(case when f.due_day < ? then 1 else 0 end) as overdue', [
        today(now),
      ]),
      knex.raw('count(distinct f.target_id) as services'),
      knex.raw('count(distinct f.package_id) as packages'),
      knex.raw('min(t.name) as service'),
      knex.raw('min(f.package_name) as package'),
    );
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
