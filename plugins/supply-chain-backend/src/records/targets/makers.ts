import { parseEntityRef } from '@backstage/catalog-model';
import type { DocumentAuthor, DocumentMeta } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { ownersOf } from './owners';

/** Names of the default namespace need none. */
function nameOf(ownerRef: string): string {
  const { namespace, name } = parseEntityRef(ownerRef);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

function authorOf(ownerRef: string): DocumentAuthor {
  const { kind } = parseEntityRef(ownerRef);
  return {
    kind: kind.toLowerCase() === 'user' ? 'person' : 'organization',
    name: nameOf(ownerRef),
  };
}

/**
 * Who answers for the SBOM of a target and makes what it is about: its owners
 * in the catalog. Nobody where it has none.
 */
export async function makersOf(
  knex: Knex,
  targetId: number,
): Promise<Pick<DocumentMeta, 'authors' | 'manufacturer'>> {
  const owners = (await ownersOf(knex, [targetId])).get(targetId) ?? [];
  const authors = owners.map(authorOf);
  return {
    authors,
    manufacturer: authors.find(({ kind }) => kind === 'organization')?.name,
  };
}
