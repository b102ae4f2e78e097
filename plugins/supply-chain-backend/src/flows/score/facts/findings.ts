import type { FindingFacts } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { toBoolean, toDate, toIso } from '../../../database/dialect';
import { componentsOf } from '../../../views/findings/affectedComponents';
import { dayOfNumber } from '../../../records/findings/dueDays';
import { kindOfNumber } from '../../../records/findings/kinds';
import { severityOfNumber } from '../../../records/findings/severity';
import type { DbFindingsRow } from '../../../database/tables';

/** Checks look back this far at what was resolved. */
const RESOLVED_WITHIN_MS = 366 * 24 * 60 * 60 * 1000;

type FindingRow = Pick<
  DbFindingsRow,
  | 'id'
  | 'target_id'
  | 'state'
  | 'severity'
  | 'kind'
  | 'package_name'
  | 'place'
  | 'known_exploited'
  | 'first_seen_at'
  | 'resolved_at'
  | 'resolved_reason'
  | 'due_day'
  | 'triage_changes'
> & { key: string };

/**
 * Findings of targets, of every kind, that are open, or were resolved within a
 * year; by target.
 */
export async function readFindingFacts(
  knex: Knex,
  targetIds: readonly number[],
  now: Date,
): Promise<Map<number, FindingFacts[]>> {
  const rows: FindingRow[] = await knex('findings as f')
    .leftJoin('tool_rules as rule', 'rule.id', 'f.rule_id')
    .leftJoin(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'f.vulnerability_id',
    )
    .whereIn('f.target_id', targetIds)
    .where(recent =>
      recent
        .whereIn('f.state', ['open', 'dismissed'])
        .orWhere(
          'f.resolved_at',
          '>',
          new Date(now.getTime() - RESOLVED_WITHIN_MS),
        ),
    )
    .orderBy('f.id')
    .select(
      'f.id',
      'f.target_id',
      'f.state',
      'f.severity',
      'f.kind',
      'f.package_name',
      'f.place',
      'f.known_exploited',
      'f.first_seen_at',
      'f.resolved_at',
      'f.resolved_reason',
      'f.due_day',
      'f.triage_changes',
      knex.raw('coalesce(vulnerability.key, rule.key) as key'),
    );
  const components = await componentsOf(
    knex,
    rows.filter(row => row.state !== 'resolved'),
  );
  const facts = new Map<number, FindingFacts[]>();
  for (const row of rows) {
    const [component] = components.get(Number(row.id)) ?? [];
    const list = facts.get(row.target_id) ?? [];
    facts.set(row.target_id, list);
    const kind = kindOfNumber(row.kind);
    list.push({
      ...(kind !== 'vulnerability' && { kind }),
      id: row.key,
      package: row.package_name,
      version: component?.version,
      severity: severityOfNumber(row.severity),
      state: row.state === 'dismissed' ? 'setAside' : row.state,
      firstSeenAt: toDate(row.first_seen_at).toISOString(),
      resolvedAt: toIso(row.resolved_at),
      resolvedReason: row.resolved_reason ?? undefined,
      // What is not dated yet will be in a moment, and asked again then.
      ...(row.triage_changes === 0 && {
        due: dayOfNumber(row.due_day) ?? 'none',
      }),
      knownExploited: toBoolean(row.known_exploited),
      fixedIn: component?.fixedVersion,
      clearIn: component?.clearVersion,
      manifest: component?.manifest ?? pathOf(row.place),
    });
  }
  return facts;
}

/** The file that a tool found it in. */
function pathOf(place: string | null): string | undefined {
  return place === null ? undefined : JSON.parse(place).path;
}
