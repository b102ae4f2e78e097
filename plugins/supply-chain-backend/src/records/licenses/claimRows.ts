import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
import type { KeptClaim } from './interpretClaims';

/** A claim about a component. */
export interface ComponentClaim extends KeptClaim {
  componentId: number;
  /** Of a curated license. */
  decisionId?: number | string;
  /** Of what manifests say: its text. */
  textId?: number;
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
        license_text_id: claim.textId ?? null,
        recorded_at: now,
      })),
    );
  }
}

/**
 * Claims of one source about one component that count. More say nothing more:
 * from two that are clear on, they agree or they do not.
 */
const COUNTED = 20;

/**
 * The claims about components by their id, by source and then by content: when
 * each came makes no difference.
 */
export async function claimsAbout(
  knex: Knex,
  componentIds: readonly number[],
  at?: Date,
): Promise<Map<number, KeptClaim[]>> {
  const claims = new Map<number, KeptClaim[]>();
  // Bytes, as SQLite compares texts, whatever the database's language.
  const text = isPostgres(knex) ? 'text collate "C"' : 'text';
  for await (const chunk of inChunks(componentIds)) {
    const query = knex('component_licenses')
      .whereIn('component_id', chunk)
      .select(
        'component_id',
        'source',
        'text',
        'expression',
        knex.raw(
          `row_number() over (partition by component_id, source
             order by case when expression is null then 1 else 0 end, ${text}) as place`,
        ),
      );
    if (at) {
      query
        .where('recorded_at', '<=', at)
        .where(held =>
          held.whereNull('superseded_at').orWhere('superseded_at', '>', at),
        );
    } else {
      query.whereNull('superseded_at');
    }
    for (const { component_id, place, ...claim } of await knex
      .from(query.as('claims'))
      .where('place', '<=', COUNTED)
      .orderBy(['component_id', 'place'])) {
      const id = Number(component_id);
      const list = claims.get(id) ?? [];
      claims.set(id, list);
      list.push(claim);
    }
  }
  for (const list of claims.values()) list.sort(bySource);
  return claims;
}

function bySource(a: KeptClaim, b: KeptClaim): number {
  if (a.source === b.source) return 0;
  return a.source < b.source ? -1 : 1;
}
