import type { Knex } from 'knex';
import { isPostgres, toBoolean } from '../../database/dialect';
import { relationNumber, scopeNumber } from '../inventory/use';

/** A vulnerability that is in a target now, by links and matches. */
export interface PresentVulnerability {
  target_id: number;
  package_id: number;
  vulnerability_id: number;
  relation: number;
  scope: number;
  fixable: boolean;
  /** The affected versions of the package there, as a JSON list in one order. */
  versions: string;
}

export interface StoredFinding extends PresentVulnerability {
  id: number;
  state: string;
}

/** All of some targets (after a scan), or some packages of them (after an advisory update). */
export interface ReconcileScope {
  targetIds: number[];
  packageIds?: number[];
}

function keyOf(row: PresentVulnerability): string {
  return `${row.target_id}:${row.package_id}:${row.vulnerability_id}`;
}

function within(
  query: Knex.QueryBuilder,
  scope: ReconcileScope,
  prefixes: [string, string],
) {
  query.whereIn(`${prefixes[0]}.target_id`, scope.targetIds);
  if (scope.packageIds) {
    query.whereIn(`${prefixes[1]}.package_id`, scope.packageIds);
  }
  return query;
}

/** What links and matches say, by {@link PresentVulnerability} identity. */
export async function presentVulnerabilities(
  trx: Knex.Transaction,
  scope: ReconcileScope,
) {
  const query = trx('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .join('component_matches as m', 'm.component_id', 'c.id')
    .join('advisories as a', 'a.id', 'm.advisory_id')
    .whereNotNull('c.package_id')
    .groupBy('link.target_id', 'c.package_id', 'a.vulnerability_id')
    .select(
      'link.target_id',
      'c.package_id',
      'a.vulnerability_id',
      trx.raw('min(link.relation) as relation'),
      trx.raw('min(link.scope) as scope'),
      trx.raw(
        'count(distinct case when m.fixed_version is not null then c.id end) = count(distinct c.id) as fixable',
      ),
      trx.raw(
        isPostgres(trx)
          ? 'json_agg(distinct c.version)::text as versions'
          : 'json_group_array(distinct c.version) as versions',
      ),
    );
  const rows: Record<string, unknown>[] = await within(query, scope, [
    'link',
    'c',
  ]);
  const present = new Map(
    rows.map(row => {
      const vulnerability: PresentVulnerability = {
        target_id: row.target_id as number,
        package_id: row.package_id as number,
        vulnerability_id: row.vulnerability_id as number,
        relation: Number(row.relation),
        scope: Number(row.scope),
        fixable: toBoolean(row.fixable),
        versions: JSON.stringify(JSON.parse(row.versions as string).sort()),
      };
      return [keyOf(vulnerability), vulnerability];
    }),
  );
  for (const claimed of await claimedVulnerabilities(trx, scope)) {
    const key = keyOf(claimed);
    if (!present.has(key)) present.set(key, claimed);
  }
  return present;
}

/**
 * What reports of tools say is there. Where links and matches say so, too, these
 * tell more, and stand.
 */
async function claimedVulnerabilities(
  trx: Knex.Transaction,
  scope: ReconcileScope,
): Promise<PresentVulnerability[]> {
  const rows: {
    target_id: number;
    package_id: number;
    vulnerability_id: number;
    unfixable: number | string;
    versions: string;
  }[] = await within(
    trx('tool_results as r')
      .whereNull('r.finding_fingerprint')
      .groupBy('r.target_id', 'r.package_id', 'r.vulnerability_id')
      .select(
        'r.target_id',
        'r.package_id',
        'r.vulnerability_id',
        trx.raw('sum(case when r.fixable then 0 else 1 end) as unfixable'),
        trx.raw(
          isPostgres(trx)
            ? 'json_agg(distinct r.version)::text as versions'
            : 'json_group_array(distinct r.version) as versions',
        ),
      ),
    scope,
    ['r', 'r'],
  );
  return rows.map(row => ({
    target_id: row.target_id,
    package_id: row.package_id,
    vulnerability_id: row.vulnerability_id,
    relation: relationNumber(undefined),
    scope: scopeNumber('unknown'),
    fixable: Number(row.unfixable) === 0,
    versions: JSON.stringify(
      (JSON.parse(row.versions) as (string | null)[])
        .map(version => version ?? '')
        .sort(),
    ),
  }));
}

/** The findings there are, by the same identity. */
export async function storedFindings(
  trx: Knex.Transaction,
  scope: ReconcileScope,
) {
  const rows: Record<string, unknown>[] = await within(
    trx('findings as f')
      .select(
        'f.id',
        'f.target_id',
        'f.package_id',
        'f.vulnerability_id',
        'f.state',
        'f.relation',
        'f.scope',
        'f.fixable',
        'f.versions',
      )
      .whereNotNull('f.vulnerability_id'),
    scope,
    ['f', 'f'],
  );
  return new Map(
    rows.map(row => {
      const finding = {
        ...row,
        id: Number(row.id),
        fixable: toBoolean(row.fixable),
      } as StoredFinding;
      return [keyOf(finding), finding];
    }),
  );
}
