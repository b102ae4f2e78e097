import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SUPPLY_CHAIN_TARGET } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { z } from 'zod/v4';

/** What permission rules see of a target. @public */
export interface TargetResource {
  entityRef: string;
  owners: string[];
  systemRef?: string;
}

/** One condition as a query can apply it. @public */
export type TargetCondition = { owners: string[] } | { systems: string[] };

/** Conditions joined by and, or and not. */
export type TargetCriteria = PermissionCriteria<TargetCondition>;

/** The resource that reading and scanning permissions are about. */
export const targetResourceRef = createPermissionResourceRef<
  TargetResource,
  TargetCondition
>().with({
  pluginId: 'supply-chain',
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow targets whose catalog entity is owned by one of these',
  resourceRef: targetResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of users and groups, lower-cased'),
  }),
  apply: (target, { claims }) =>
    target.owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ owners: claims }),
});

const isInSystem = createPermissionRule({
  name: 'IS_IN_SYSTEM',
  description: 'Allow targets that are part of one of these systems',
  resourceRef: targetResourceRef,
  paramsSchema: z.object({
    systems: z.array(z.string()).describe('Entity refs of systems'),
  }),
  apply: (target, { systems }) =>
    target.systemRef !== undefined && systems.includes(target.systemRef),
  toQuery: ({ systems }) => ({ systems }),
});

/** The rules that a permission policy may use. */
export const targetRules = { isEntityOwner, isInSystem };

/** Keeps the rows whose target, under the alias `t`, meets the criteria. */
export function whereTarget(
  query: Knex.QueryBuilder,
  criteria: TargetCriteria,
): void {
  if ('allOf' in criteria) {
    query.where(all => {
      for (const part of criteria.allOf) all.where(q => whereTarget(q, part));
    });
  } else if ('anyOf' in criteria) {
    query.where(any => {
      for (const part of criteria.anyOf) any.orWhere(q => whereTarget(q, part));
    });
  } else if ('not' in criteria) {
    query.whereNot(q => whereTarget(q, criteria.not));
  } else if ('owners' in criteria) {
    query.whereIn('t.id', sub =>
      sub
        .from('target_owners')
        .whereIn('owner_ref', criteria.owners)
        .select('target_id'),
    );
  } else {
    // Explicitly not null, so that `not` keeps targets outside any system.
    query.where(q =>
      q.whereNotNull('t.system_ref').whereIn('t.system_ref', criteria.systems),
    );
  }
}

/** What rules need to know of some targets, in the order of the refs. */
export async function readTargetResources(
  knex: Knex,
  entityRefs: string[],
): Promise<(TargetResource | undefined)[]> {
  const rows = await knex('targets')
    .whereIn('entity_ref', entityRefs)
    .select('id', 'entity_ref', 'system_ref');
  const owners = await knex('target_owners')
    .whereIn(
      'target_id',
      rows.map(row => row.id),
    )
    .orderBy('owner_ref')
    .select('target_id', 'owner_ref');
  return entityRefs.map(ref => {
    const row = rows.find(r => r.entity_ref === ref);
    return (
      row && {
        entityRef: ref,
        systemRef: row.system_ref ?? undefined,
        owners: owners
          .filter(owner => owner.target_id === row.id)
          .map(owner => owner.owner_ref),
      }
    );
  });
}
