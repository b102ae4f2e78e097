import { Structure, StructureEdge } from '@safety-curtain/policy';
import type { Knex } from 'knex';

/** Who owns what and what is part of what, with titles to show. */
export interface Organization {
  structure: Structure;
  /** Titles of groups, users, systems and domains by reference. */
  titles: ReadonlyMap<string, string>;
  /** References right above one, in order. */
  parents: ReadonlyMap<string, readonly string[]>;
}

/**
 * What counts a service: its owners themselves; these and the groups above
 * them; its system and domain; these and the domains above them; all of it.
 */
export type Reach = 'all' | 'domain' | 'group' | 'owner' | 'system';

/** Reads the structure that all targets of the catalog stand in. */
export async function readStructure(
  knex: Knex,
  reach: Reach = 'all',
): Promise<Organization> {
  const owners = ['all', 'group', 'owner'].includes(reach);
  const wholes = ['all', 'domain', 'system'].includes(reach);
  const [owned, parts, edges, nodes] = await Promise.all([
    owners ? readOwners(knex) : [],
    wholes ? readParts(knex) : [],
    readEdges(knex),
    knex('structure_nodes').select('ref', 'title'),
  ]);
  const deep = reach !== 'owner' && reach !== 'system';
  return {
    structure: new Structure([...owned, ...parts, ...(deep ? edges : [])]),
    titles: new Map(nodes.map(row => [row.ref, row.title])),
    parents: parentsOf(edges),
  };
}

/** What to call a node: a reference that the catalog does not have tells its name. */
export function titleOf(
  titles: ReadonlyMap<string, string>,
  ref: string,
): string {
  return titles.get(ref) ?? ref.replace(/^.*\//, '');
}

function parentsOf(edges: readonly StructureEdge[]): Map<string, string[]> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const list = parents.get(from);
    if (list) list.push(to);
    else parents.set(from, [to]);
  }
  return parents;
}

async function readOwners(knex: Knex): Promise<StructureEdge[]> {
  const rows: { entity_ref: string; owner_ref: string }[] = await knex(
    'target_owners as o',
  )
    .join('targets as t', 't.id', 'o.target_id')
    .whereNull('t.removed_at')
    .select('t.entity_ref', 'o.owner_ref');
  return rows.map(row => ({
    from: row.entity_ref,
    relation: 'ownedBy',
    to: row.owner_ref,
  }));
}

async function readParts(knex: Knex): Promise<StructureEdge[]> {
  const rows: Record<string, string | null>[] = await knex('targets')
    .whereNull('removed_at')
    .where(part => part.whereNotNull('system_ref').orWhereNotNull('domain_ref'))
    .select('entity_ref', 'system_ref', 'domain_ref');
  return rows.flatMap(row =>
    [row.system_ref, row.domain_ref].flatMap(to =>
      to === null
        ? []
        : [{ from: row.entity_ref!, relation: 'partOf' as const, to }],
    ),
  );
}

async function readEdges(knex: Knex): Promise<StructureEdge[]> {
  const rows: Record<string, string>[] = await knex('structure_edges')
    .orderBy(['from_ref', 'relation', 'to_ref'])
    .select('from_ref', 'relation', 'to_ref');
  return rows.map(row => ({
    from: row.from_ref,
    relation: row.relation as StructureEdge['relation'],
    to: row.to_ref,
  }));
}
