import type { Knex } from 'knex';

/** GitHub's own hosts, and as companies call theirs. */
const GITHUB_HOST = /^(?:github\.[a-z0-9.-]+|[a-z0-9.-]+\.ghe\.com)$/;

/** Where the repository of a service is, as the host of its source tells. */
export async function platformOf(
  knex: Knex,
  entityRef: string,
): Promise<'github' | 'other'> {
  const row = await knex('targets')
    .where('entity_ref', entityRef)
    .first('source_host');
  return GITHUB_HOST.test(row?.source_host ?? '') ? 'github' : 'other';
}
