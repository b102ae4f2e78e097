import { InputError } from '@backstage/errors';
import { formatPurl, parsePurl, PurlError } from '@safety-curtain/sbom';
import type { Knex } from 'knex';

/** Packages that one name may stand for. */
const MAX_PACKAGES = 5000;

/**
 * Keeps the components, under the alias `c`, that a purl names: with a version
 * one, without one all of its package.
 */
export function wherePurl(select: Knex.QueryBuilder, text: string) {
  try {
    // As components are stored: `@scope` typed as it is means `%40scope`.
    const purl = parsePurl(text);
    if (purl.version) {
      select.where('c.purl', formatPurl(purl));
    } else {
      const { type, namespace, name } = purl;
      const start = formatPurl({ type, namespace, name });
      const escaped = start.replace(/[\\%_]/g, '\\$&');
      select.whereRaw(`c.purl like ? escape '\\'`, [`${escaped}@%`]);
    }
  } catch (error) {
    if (error instanceof PurlError) throw new InputError(error.message);
    throw error;
  }
}

/**
 * Keeps the components, under the alias `c`, that go by a name: a whole name, or its last part where it has a namespace (`log4j-core` for
 * `org.apache.logging.log4j:log4j-core`), or with `*` all that begin so.
 *
 * Packages are few beside links, so they are looked up first: given their ids,
 * the database goes from component to link by index.
 */
export async function whereNamed(
  knex: Knex,
  select: Knex.QueryBuilder,
  text: string,
): Promise<void> {
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  const patterns = text.endsWith('*')
    ? [`${escaped.slice(0, -1)}%`]
    : [escaped, `%:${escaped}`, `%/${escaped}`];
  const named = (query: Knex.QueryBuilder) => {
    query.where(any => {
      for (const pattern of patterns) {
        any.orWhereRaw(`lower(name) like lower(?) escape '\\'`, [pattern]);
      }
    });
    return query.limit(MAX_PACKAGES + 1).pluck('id');
  };
  const [packageIds, otherIds]: [number[], (number | string)[]] =
    await Promise.all([
      named(knex('packages')),
      // What comes from a repository or a file belongs to no ecosystem.
      named(knex('components').whereNull('package_id')),
    ]);
  if (Math.max(packageIds.length, otherIds.length) > MAX_PACKAGES) {
    throw new InputError(
      `More than ${MAX_PACKAGES} packages have such a name; write more of it`,
    );
  }
  select.where(any => {
    any.whereIn('c.package_id', packageIds);
    if (otherIds.length > 0) any.orWhereIn('c.id', otherIds);
  });
}
