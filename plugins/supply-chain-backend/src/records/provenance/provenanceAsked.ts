import type { Knex } from 'knex';

/** Where it is noted which policy is in force: `none` where nobody asks. */
export const PROVENANCE_POLICY = 'provenance-policy';

/**
 * Where it is noted of which ecosystems somebody is asked, separated by spaces:
 * `none` where nobody asks.
 */
export const PROVENANCE_REGISTRIES = 'provenance-registries';

/**
 * Whether somebody wants to know where packages come from: nothing is noted for
 * it otherwise. To be asked in the transaction that notes, under the matching
 * lock: whoever begins to ask waits for those that have not seen it.
 */
export async function isProvenanceAsked(knex: Knex): Promise<boolean> {
  const row = await knex('triage_settings')
    .where('name', PROVENANCE_POLICY)
    .first('digest');
  return row !== undefined && row.digest !== 'none';
}

/** The ecosystems of which somebody is asked. */
export async function askedEcosystems(knex: Knex): Promise<string[]> {
  const row = await knex('triage_settings')
    .where('name', PROVENANCE_REGISTRIES)
    .first('digest');
  return row === undefined || row.digest === 'none'
    ? []
    : row.digest.split(' ');
}
