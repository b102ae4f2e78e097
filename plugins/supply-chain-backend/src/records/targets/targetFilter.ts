import type { Knex } from 'knex';
import { whereBelow } from '../structure/below';
import { storedTag } from './tags';
import { TargetCriteria, whereTarget } from './targetRules';

/** Which targets a list is about. */
export interface TargetFilter {
  /** What the caller may see; undefined: everything. */
  access?: TargetCriteria;
  entityRef?: string;
  owner?: string[];
  system?: string[];
  lifecycle?: string[];
  /** One of them is enough. */
  tag?: string[];
  /**
   * A group, user, system or domain that stands above the target, at any
   * distance; `unowned`: nobody does.
   */
  node?: string;
  /** Also what has left the catalog: the archive keeps it. */
  includeRemoved?: boolean;
}

/**
 * Keeps the rows whose target, joined under the alias `t`, meets the filter and
 * may be seen; and is in the catalog, unless the filter says otherwise.
 */
export function applyTargetFilter(
  query: Knex.QueryBuilder,
  filter: TargetFilter,
): void {
  if (!filter.includeRemoved) query.whereNull('t.removed_at');
  if (filter.access) whereTarget(query, filter.access);
  if (filter.entityRef) query.where('t.entity_ref', filter.entityRef);
  if (filter.owner?.length) {
    query.whereIn('t.id', owned =>
      owned
        .from('target_owners')
        .whereIn('owner_ref', filter.owner!)
        .select('target_id'),
    );
  }
  if (filter.system?.length) query.whereIn('t.system_ref', filter.system);
  if (filter.lifecycle?.length) query.whereIn('t.lifecycle', filter.lifecycle);
  if (filter.tag?.length) {
    query.whereIn('t.id', tagged =>
      tagged
        .from('target_tags')
        .whereIn('tag', filter.tag!.map(storedTag))
        .select('target_id'),
    );
  }
  if (filter.node) whereBelow(query, filter.node);
}

/** Whether an entity, also one that has left the catalog, is among the targets that may be seen. */
export async function maySee(
  knex: Knex,
  targets: TargetFilter | undefined,
  entityRef: string,
): Promise<boolean> {
  if (!targets?.access) return targets !== undefined;
  const select = knex('targets as t').where('t.entity_ref', entityRef);
  applyTargetFilter(select, { access: targets.access, includeRemoved: true });
  return (await select.first('t.id')) !== undefined;
}

/** `like` finds text anywhere; what the user typed has no wildcards. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, char => `\\${char}`)}%`;
}
