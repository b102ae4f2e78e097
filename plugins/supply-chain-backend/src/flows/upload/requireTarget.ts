import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';

/** The id of a service that documents are taken for. Throws `NotFoundError` where there is none. */
export async function requireTarget(
  knex: Knex,
  entityRef: string,
): Promise<number> {
  const row = await knex('targets')
    .where('entity_ref', entityRef)
    .whereNull('removed_at')
    .first('id');
  if (!row) {
    throw new NotFoundError(
      `${entityRef} is not in the catalog, or the filter of supplyChain.targets leaves it out`,
    );
  }
  return row.id;
}
