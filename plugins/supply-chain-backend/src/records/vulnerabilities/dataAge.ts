import type { Knex } from 'knex';

/**
 * A query for how old the advisories are: as old as their oldest source, not
 * known where the age of one is not. Examples count where there is nothing else.
 */
export function advisoriesAsOf(knex: Knex): Knex.QueryBuilder {
  const inUse = () =>
    knex('advisory_sources').where({ active: true, kind: 'osv' });
  return inUse()
    .where(counted =>
      counted
        .where('example', false)
        .orWhereNotExists(inUse().where('example', false)),
    )
    .select(
      knex.raw(
        'case when count(*) = count(data_as_of) then min(data_as_of) end as as_of',
      ),
    );
}
