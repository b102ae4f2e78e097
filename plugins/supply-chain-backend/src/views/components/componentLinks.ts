import type { Usage } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type {
  DbComponentsRow,
  DbPackagesRow,
  DbTargetComponentsRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';
import { directOf, scopeOf } from '../../records/inventory/use';
import { ownersOf } from '../../records/targets/owners';

/** What every answer about a component in a target is made of, whether it is still there or not. */
export interface LinkRow
  extends Pick<DbTargetsRow, 'entity_ref'>,
    Pick<DbTargetComponentsRow, 'target_id' | 'relation' | 'scope'>,
    Pick<DbComponentsRow, 'purl' | 'name' | 'version'>,
    LeftJoined<Pick<DbPackagesRow, 'ecosystem'>> {
  target_name: string;
}

/** Joins targets, components and packages to `link`, and selects what {@link LinkRow} has of them. */
export function joinLinked(select: Knex.QueryBuilder): Knex.QueryBuilder {
  return select
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .leftJoin('packages as p', 'p.id', 'c.package_id');
}

/** Columns of {@link LinkRow} that are not of the link itself. */
export const linkedColumns = [
  't.entity_ref',
  't.name as target_name',
  'c.purl',
  'c.name',
  'c.version',
  'p.ecosystem',
];

type Linked = Pick<
  Usage,
  | 'entityRef'
  | 'targetName'
  | 'owners'
  | 'purl'
  | 'ecosystem'
  | 'name'
  | 'version'
  | 'direct'
  | 'scope'
>;

/** What rows say of the component and its target, in their order. */
export async function linkedOf(knex: Knex, rows: LinkRow[]): Promise<Linked[]> {
  const owners = await ownersOf(
    knex,
    rows.map(row => row.target_id),
  );
  return rows.map(row => ({
    entityRef: row.entity_ref,
    targetName: row.target_name,
    owners: owners.get(row.target_id) ?? [],
    purl: row.purl,
    ecosystem: row.ecosystem ?? undefined,
    name: row.name,
    version: row.version,
    direct: directOf(row.relation),
    scope: scopeOf(row.scope),
  }));
}
