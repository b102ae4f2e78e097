import type {
  Component,
  ComponentQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import { noSeverityCounts } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { boundedCount, readPage } from '../../database/keyset';
import { severityOfNumber } from '../../records/findings/severity';
import {
  directOf,
  relationAsked,
  scopeNumber,
  scopeOf,
} from '../../records/inventory/use';
import type {
  BigNumber,
  DbComponentMatchesRow,
  DbComponentProvenanceRow,
  DbComponentsRow,
  DbLicensesRow,
  DbPackagesRow,
  DbVulnerabilitiesRow,
  LeftJoined,
} from '../../database/tables';

/** A component with how a target uses it: the nearest way, the gravest scope. */
interface ComponentRow
  extends Pick<DbComponentsRow, 'id' | 'purl' | 'name' | 'version'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>>,
    LeftJoined<Pick<DbLicensesRow, 'expression'>>,
    LeftJoined<Pick<DbComponentProvenanceRow, 'outcome'>> {
  relation: number;
  scope: number;
}

/** A page of the components of a target's current snapshot. */
export async function listComponents(
  knex: Knex,
  query: ComponentQuery,
  targets: TargetFilter,
): Promise<Page<Component>> {
  const { orderBy = 'name' } = query;
  const inner = selectComponents(knex, query, targets);
  const select = knex.from(inner.as('c')).select('c.*');
  const total = await boundedCount(knex, select);
  const direction = query.order ?? (orderBy === 'name' ? 'asc' : 'desc');
  const page = await readPage<ComponentRow>(
    select,
    [
      orderBy === 'name'
        ? { column: 'c.name', direction }
        : { column: 'c.vulnerabilities', direction, type: 'number' },
      { column: 'c.id', direction, type: 'number' },
    ],
    query,
  );
  return {
    items: await toComponents(knex, page.rows, targets),
    total,
    nextCursor: page.nextCursor,
  };
}

function selectComponents(
  knex: Knex,
  query: ComponentQuery,
  targets: TargetFilter,
) {
  const vulnerabilities = knex('component_matches as m')
    .join('advisories as a', 'a.id', 'm.advisory_id')
    .whereRaw('m.component_id = c.id')
    .countDistinct('a.vulnerability_id');
  const select = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .leftJoin('licenses as l', 'l.id', 'c.license_id')
    .leftJoin('component_provenance as pv', 'pv.component_id', 'c.id')
    .groupBy(
      't.id',
      'c.id',
      'c.purl',
      'c.name',
      'c.version',
      'l.expression',
      'p.ecosystem',
      'pv.outcome',
    )
    .select(
      't.id as target_id',
      'c.id',
      'c.purl',
      'c.name',
      'c.version',
      'l.expression',
      'p.ecosystem',
      'pv.outcome',
      knex.raw('min(link.relation) as relation'),
      knex.raw('min(link.scope) as scope'),
      knex.raw('(?) as vulnerabilities', [vulnerabilities]),
    );
  applyTargetFilter(select, targets);
  if (query.q) {
    const like = containing(query.q);
    select.where(any =>
      any
        .whereRaw(`lower(c.name) like ? escape '\\'`, [like])
        .orWhereRaw(`lower(c.purl) like ? escape '\\'`, [like]),
    );
  }
  if (query.ecosystem?.length) select.whereIn('p.ecosystem', query.ecosystem);
  if (query.provenance?.length) {
    select.whereIn('pv.outcome', query.provenance);
  }
  if (query.direct !== undefined) {
    select.havingRaw('min(link.relation) = ?', [relationAsked(query.direct)]);
  }
  if (query.scope?.length) {
    select.havingRaw(
      `min(link.scope) in (${query.scope.map(() => '?').join(', ')})`,
      query.scope.map(scopeNumber),
    );
  }
  if (query.vulnerable !== undefined) {
    const matched = knex('component_matches as m')
      .whereRaw('m.component_id = c.id')
      .select(knex.raw('1'));
    if (query.vulnerable) select.whereExists(matched);
    else select.whereNotExists(matched);
  }
  return select;
}

async function toComponents(
  knex: Knex,
  rows: ComponentRow[],
  targets: TargetFilter,
): Promise<Component[]> {
  const ids = rows.map(row => row.id);
  const places = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('target_manifests as manifest', 'manifest.id', 'link.manifest_id')
    .whereIn('link.component_id', ids)
    .orderBy('manifest.path')
    .select('link.component_id', 'manifest.path');
  applyTargetFilter(places, targets);
  const manifests = new Map<number, string[]>();
  for (const row of await places) {
    const id = Number(row.component_id);
    manifests.set(id, [...(manifests.get(id) ?? []), row.path]);
  }
  const counts = await vulnerabilityCounts(knex, ids);
  return rows.map(row => ({
    purl: row.purl,
    ecosystem: row.ecosystem ?? undefined,
    name: row.name,
    version: row.version,
    license: row.expression ?? undefined,
    direct: directOf(row.relation),
    scope: scopeOf(row.scope),
    manifests: manifests.get(Number(row.id)) ?? [],
    findings: counts.get(Number(row.id)) ?? noSeverityCounts(),
    provenance: row.outcome ?? undefined,
  }));
}

async function vulnerabilityCounts(
  knex: Knex,
  componentIds: (number | string)[],
) {
  const counts = new Map<number, ReturnType<typeof noSeverityCounts>>();
  const rows: (Pick<DbComponentMatchesRow, 'component_id'> &
    Pick<DbVulnerabilitiesRow, 'severity'> & { count: BigNumber })[] =
    await knex('component_matches as m')
      .join('advisories as a', 'a.id', 'm.advisory_id')
      .join(
        'vulnerabilities as vulnerability',
        'vulnerability.id',
        'a.vulnerability_id',
      )
      .whereIn('m.component_id', componentIds)
      .groupBy('m.component_id', 'vulnerability.severity')
      .select('m.component_id', 'vulnerability.severity')
      .countDistinct('vulnerability.id as count');
  for (const row of rows) {
    const id = Number(row.component_id);
    const of = counts.get(id) ?? noSeverityCounts();
    of[severityOfNumber(row.severity)] = Number(row.count);
    counts.set(id, of);
  }
  return counts;
}
