import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { whereOneOf } from '../../database/dialect';
import { packagesNamed } from '../../records/inventory/packageNames';

/** Packages that one name may stand for. */
const MAX_PACKAGES = 5000;

/** What goes by a name: packages, and components that belong to none. */
export interface Named {
  packageIds: number[];
  componentIds: (number | string)[];
}

/**
 * What goes by a name: a whole name, or its last part where it has a namespace
 * (`log4j-core` for `org.apache.logging.log4j:log4j-core`), or with `*` all
 * that begin so.
 *
 * Packages are few beside links, so they are looked up first: given their ids,
 * the database goes from component to link by index.
 */
export async function findNamed(knex: Knex, text: string): Promise<Named> {
  const [packageIds, componentIds] = await Promise.all([
    packagesNamed(knex, text)
      .limit(MAX_PACKAGES + 1)
      .pluck('package_id'),
    // What comes from a repository or a file belongs to no ecosystem.
    unassigned(knex, text)
      .limit(MAX_PACKAGES + 1)
      .pluck('id'),
  ]);
  if (Math.max(packageIds.length, componentIds.length) > MAX_PACKAGES) {
    throw new InputError(
      `More than ${MAX_PACKAGES} packages have such a name; write more of it`,
    );
  }
  return { packageIds, componentIds };
}

function unassigned(knex: Knex, text: string): Knex.QueryBuilder {
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  const patterns = text.endsWith('*')
    ? [`${escaped.slice(0, -1)}%`]
    : [escaped, `%:${escaped}`, `%/${escaped}`];
  return knex('components')
    .whereNull('package_id')
    .where(any => {
      for (const pattern of patterns) {
        any.orWhereRaw(`lower(name) like lower(?) escape '\\'`, [pattern]);
      }
    });
}

/** Keeps the components, under the alias `c`, that {@link findNamed} found. */
export function whereNamed(
  knex: Knex,
  select: Knex.QueryBuilder,
  { packageIds, componentIds }: Named,
): void {
  select.where(any => {
    any.where(part => whereOneOf(knex, part, 'c.package_id', packageIds));
    if (componentIds.length > 0) {
      any.orWhere(part => whereOneOf(knex, part, 'c.id', componentIds));
    }
  });
}
