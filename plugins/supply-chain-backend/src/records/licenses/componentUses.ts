import type { Knex } from 'knex';
import { DEVELOPMENT } from '../inventory/use';

/**
 * Components with a license that targets use, once for each target and
 * component: `target_id`, `license_id`, and whether it counts as `development`
 * and as `pending` (0 or 1). A component that is used in several ways counts as
 * what it is for most: development only where all of its uses are.
 *
 * @param column - which of the link's two ids is one of `ids`
 */
export function componentUses(
  trx: Knex.Transaction,
  column: 'target_id' | 'component_id',
  ids: readonly number[],
): Knex.QueryBuilder {
  return trx('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .whereIn(`link.${column}`, ids)
    .whereNotNull('c.license_id')
    .groupBy(
      'link.target_id',
      'link.component_id',
      'c.license_id',
      'c.facts_pending',
    )
    .select(
      'link.target_id',
      'c.license_id',
      trx.raw(
        `case when min(link.scope) = ${DEVELOPMENT} then 1 else 0 end as development`,
      ),
      trx.raw('case when c.facts_pending then 1 else 0 end as pending'),
    );
}
