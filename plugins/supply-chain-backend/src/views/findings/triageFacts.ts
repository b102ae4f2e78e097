import type { Knex } from 'knex';
import { aliasesOf } from '../../records/vulnerabilities/vulnerabilityNames';
import type {
  DbFindingsRow,
  DbPackagesRow,
  DbTargetsRow,
  DbVulnerabilitiesRow,
  LeftJoined,
} from '../../database/tables';
import { inChunks } from '../../database/dialect';

/** A finding with all that decisions, rules and due dates look at. */
export interface TriageFinding
  extends Pick<
      DbFindingsRow,
      | 'target_id'
      | 'kind'
      | 'vulnerability_id'
      | 'state'
      | 'severity'
      | 'epss'
      | 'known_exploited'
      | 'scope'
      | 'relation'
      | 'fixable'
      | 'package_name'
      | 'versions'
      | 'first_seen_at'
      | 'triage_changes'
      | 'decision_id'
      | 'needs_review'
    >,
    Pick<
      DbTargetsRow,
      | 'entity_ref'
      | 'lifecycle'
      | 'system_ref'
      | 'exposure'
      | 'exposure_because'
    >,
    Pick<
      LeftJoined<DbVulnerabilitiesRow>,
      | 'epss_percentile'
      | 'published_at'
      | 'automatable'
      | 'technical_impact'
      | 'exploited_since'
    >,
    Pick<LeftJoined<DbPackagesRow>, 'ecosystem'> {
  id: DbFindingsRow['id'];
  /** Undefined of what is stored nowhere. */
  fingerprint: string | undefined;
  /** All ids of the vulnerability, or the key of the rule. */
  names: string[];
  owners: string[];
  tags: string[];
}

/** Findings that are to be looked at, in the order of their numbers. */
export async function pendingFindings(
  knex: Knex,
  limit: number,
): Promise<TriageFinding[]> {
  const rows = await selectForTriage(knex)
    .where('f.triage_changes', '>', 0)
    .orderBy('f.id')
    .limit(limit);
  return withLists(knex, rows);
}

/** Findings that rules are tried out with, however they were decided. */
export async function findingsForTrial(
  knex: Knex,
  after: number,
  limit: number,
): Promise<TriageFinding[]> {
  const rows = await selectForTriage(knex)
    .whereNot('f.state', 'resolved')
    .where('f.id', '>', after)
    .orderBy('f.id')
    .limit(limit);
  return withLists(knex, rows);
}

/** Findings by their numbers. */
export async function factsOfFindings(
  knex: Knex,
  ids: readonly (number | string)[],
): Promise<TriageFinding[]> {
  const select = selectForTriage(knex).whereIn('f.id', ids).orderBy('f.id');
  return withLists(knex, await select);
}

function selectForTriage(knex: Knex) {
  return knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .leftJoin('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .leftJoin('tool_rules as r', 'r.id', 'f.rule_id')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .select(
      'f.id',
      'f.target_id',
      'f.kind',
      'f.fingerprint',
      'r.key as rule_key',
      'f.vulnerability_id',
      'f.state',
      'f.severity',
      'f.epss',
      'f.known_exploited',
      'f.scope',
      'f.relation',
      'f.fixable',
      'f.package_name',
      'f.versions',
      'f.first_seen_at',
      'f.triage_changes',
      'f.decision_id',
      'f.needs_review',
      't.entity_ref',
      't.lifecycle',
      't.system_ref',
      't.exposure',
      't.exposure_because',
      'v.epss_percentile',
      'v.published_at',
      'v.automatable',
      'v.technical_impact',
      'v.exploited_since',
      'p.ecosystem',
    );
}

async function withLists(
  knex: Knex,
  rows: (Omit<TriageFinding, 'names' | 'owners' | 'tags'> & {
    rule_key: string | null;
  })[],
): Promise<TriageFinding[]> {
  const targetIds = [...new Set(rows.map(row => row.target_id))];
  const [names, owners, tags] = await Promise.all([
    aliasesOf(
      knex,
      rows.flatMap(row => row.vulnerability_id ?? []),
    ),
    listsOf(knex, 'target_owners', 'owner_ref', targetIds),
    listsOf(knex, 'target_tags', 'tag', targetIds),
  ]);
  return rows.map(({ rule_key: rule, ...row }) => ({
    ...row,
    names:
      row.vulnerability_id === null
        ? [rule!]
        : names.get(row.vulnerability_id) ?? [],
    owners: owners.get(row.target_id) ?? [],
    tags: tags.get(row.target_id) ?? [],
  }));
}

async function listsOf(
  knex: Knex,
  table: 'target_owners' | 'target_tags',
  column: string,
  targetIds: readonly number[],
): Promise<Map<number, string[]>> {
  const lists = new Map<number, string[]>();
  for await (const ids of inChunks([...targetIds])) {
    const rows: { target_id: number; value: string }[] = await knex(table)
      .whereIn('target_id', ids)
      .orderBy(['target_id', column])
      .select('target_id', `${column} as value`);
    for (const { target_id: id, value } of rows) {
      lists.set(id, [...(lists.get(id) ?? []), value]);
    }
  }
  return lists;
}

/** The affected versions of a finding. */
export function versionsOf({ versions }: Pick<TriageFinding, 'versions'>) {
  // Empty until its target is read again after versions came to be kept.
  return versions === '' ? [''] : (JSON.parse(versions) as string[]);
}
