import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { endOf, startOf } from '../../database/dayOrTime';
import { isPostgres, whereOneOf } from '../../database/dialect';

/** A time between two others; open where one of them is not given. */
export interface Window {
  /** A time, or a day in UTC: its beginning, or its end. */
  from?: string;
  to?: string;
}

/**
 * What is used now, as rows of {@link linksOverTime}. Whoever selects of it asks
 * for components: they are found by index.
 */
export function linksNow(knex: Knex): Knex.QueryBuilder {
  return knex('target_components as now')
    .join('target_manifests as m', 'm.id', 'now.manifest_id')
    .select(
      'now.target_id',
      'now.component_id',
      'm.path as manifest',
      'now.relation',
      'now.scope',
      'now.since',
      knex.raw(`${noTime(knex)} as until`),
      'm.stale_since',
      knex.raw('0 as past'),
      'now.manifest_id as row_id',
    );
}

/**
 * What is used and what was, as rows of one shape: `target_id`, `component_id`,
 * `manifest` (its path), `relation`, `scope`, `since`, `until` (null while it is
 * there), `stale_since`, `past` and `row_id`, of which the last two tell rows
 * apart.
 *
 * @param components - their ids, or a question for them
 */
export function linksOverTime(
  knex: Knex,
  components: (number | string)[] | Knex.QueryBuilder,
): Knex.QueryBuilder {
  const ofThese = (query: Knex.QueryBuilder, column: string) =>
    Array.isArray(components)
      ? whereOneOf(knex, query, column, components)
      : query.whereIn(column, components.clone());
  return knex.unionAll([
    ofThese(linksNow(knex), 'now.component_id'),
    ofThese(knex('past_components'), 'component_id').select(
      'target_id',
      'component_id',
      'manifest',
      'relation',
      'scope',
      'since',
      'until',
      knex.raw(`${noTime(knex)} as stale_since`),
      knex.raw('1 as past'),
      'id as row_id',
    ),
  ]);
}

function noTime(knex: Knex): string {
  return isPostgres(knex) ? 'null::timestamptz' : 'null';
}

/** Keeps, of {@link linksOverTime} as `link` and targets as `t`, what was there within a window. */
export function whereWithin(select: Knex.QueryBuilder, window: Window): void {
  const from = window.from ? startOf(window.from) : undefined;
  const to = window.to ? endOf(window.to) : undefined;
  if (from && to && from > to) {
    throw new InputError('`from` is later than `to`');
  }
  if (to) {
    select.where(q =>
      q.whereNull('link.since').orWhere('link.since', '<=', to),
    );
  }
  if (from) {
    // What left the catalog with its entity was there until then.
    select.whereRaw('coalesce(link.until, t.removed_at, ?) >= ?', [from, from]);
  }
}
