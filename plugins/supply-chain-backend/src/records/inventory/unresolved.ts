import type { UnresolvedVersions } from '@safety-curtain/plugin-supply-chain-common';
import type { MissingPom, Unresolved } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
import { maskAll } from '../../messages/secrets';

const MAX_PACKAGES = 50;
const MAX_POMS = 100;
/** Longer ones are nobody's. */
const MAX_NAME = 510;

/** What a manifest leaves open, as it is stored; null where that is nothing. */
export function packUnresolved(
  unresolved: Unresolved | undefined,
): string | null {
  if (!unresolved) return null;
  const { count, first, poms } = unresolved;
  return JSON.stringify(
    maskAll({
      count,
      first: first.slice(0, MAX_PACKAGES).map(name => toText(name, MAX_NAME)),
      poms: poms
        .slice(0, MAX_POMS)
        .map(pom => ({ ...pom, name: toText(pom.name, MAX_NAME) })),
    }),
  );
}

/** The same as it was. */
function unpackUnresolved(stored: string | null): Unresolved {
  return stored === null
    ? { count: 0, first: [], poms: [] }
    : JSON.parse(stored);
}

/** The same for the API. */
export function toUnresolved(
  stored: string | null,
): UnresolvedVersions | undefined {
  if (stored === null) return undefined;
  const { count, first, poms } = unpackUnresolved(stored);
  return { count, packages: first, poms: poms.map(toMissing) };
}

function toMissing({ name, role, reason }: MissingPom) {
  return { name, role, reason };
}

/** Dependencies of some manifests whose version is not known. */
export function countUnresolved(
  manifests: readonly { unresolved?: Unresolved }[],
): number {
  return manifests.reduce((sum, one) => sum + (one.unresolved?.count ?? 0), 0);
}

/** What one manifest leaves open. */
export interface ManifestUnresolved {
  path: string;
  unresolved: Unresolved;
}

/** What the manifests of targets leave open, as they were last read; by target. */
export async function unresolvedOf(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, ManifestUnresolved[]>> {
  const open = new Map<number, ManifestUnresolved[]>();
  for await (const chunk of inChunks(targetIds)) {
    const rows: { target_id: number; path: string; unresolved: string }[] =
      await knex('target_manifests')
        .whereIn('target_id', chunk)
        .whereNotNull('unresolved')
        .orderBy('path')
        .select('target_id', 'path', 'unresolved');
    for (const { target_id: id, path, unresolved } of rows) {
      const of = open.get(id) ?? [];
      open.set(id, of);
      of.push({ path, unresolved: unpackUnresolved(unresolved) });
    }
  }
  return open;
}
