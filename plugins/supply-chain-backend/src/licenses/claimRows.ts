import type { Knex } from 'knex';
import { inChunks } from '../database/dialect';
import type { KeptClaim } from './understand';

/** A claim about a component. */
export interface ComponentClaim extends KeptClaim {
  componentId: number;
  /** Of a curated licence. */
  decisionId?: number | string;
}

/** Adds claims, which hold from now on. */
export async function insertClaims(
  trx: Knex.Transaction,
  claims: ComponentClaim[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(claims)) {
    await trx('component_licenses').insert(
      chunk.map(claim => ({
        component_id: claim.componentId,
        source: claim.source,
        text: claim.text,
        expression: claim.expression,
        decision_id: claim.decisionId ?? null,
        recorded_at: now,
      })),
    );
  }
}

/** The claims about components by their id, in the order they came. */
export async function claimsAbout(
  knex: Knex,
  componentIds: readonly number[],
  at?: Date,
): Promise<Map<number, KeptClaim[]>> {
  const claims = new Map<number, KeptClaim[]>();
  for await (const chunk of inChunks(componentIds)) {
    const query = knex('component_licenses')
      .whereIn('component_id', chunk)
      .orderBy(['component_id', 'source', 'id'])
      .select('component_id', 'source', 'text', 'expression');
    if (at) {
      query
        .where('recorded_at', '<=', at)
        .where(held =>
          held.whereNull('superseded_at').orWhere('superseded_at', '>', at),
        );
    } else {
      query.whereNull('superseded_at');
    }
    for (const { component_id, ...claim } of await query) {
      const id = Number(component_id);
      const list = claims.get(id) ?? [];
      claims.set(id, list);
      list.push(claim);
    }
  }
  return claims;
}
