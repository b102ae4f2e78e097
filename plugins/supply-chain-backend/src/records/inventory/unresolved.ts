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
  const { count, first, poms, cut } = unresolved;
  return JSON.stringify(
    maskAll({
      count,
      first: first.slice(0, MAX_PACKAGES).map(name => toText(name, MAX_NAME)),
      poms: poms
        .slice(0, MAX_POMS)
        .map(pom => ({ ...pom, name: toText(pom.name, MAX_NAME) })),
      ...(cut && { cut }),
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

/**
 * Why a lock file that was cut is not taken for the state of its place, where an
 * earlier reading of it was whole: what it lost would be resolved.
 */
export function refuseCut(
  { path, unresolved }: { path: string; unresolved?: Unresolved },
  wholeBefore: ReadonlySet<string>,
): string | undefined {
  return unresolved?.cut && wholeBefore.has(path)
    ? `Packages that others depend on have no entry: ${unresolved.count}, the first is ${unresolved.first[0]}; the file is cut, or was merged wrongly`
    : undefined;
}

/** The paths of a target's manifests whose last good reading was of a whole file. */
export async function wholeManifests(
  knex: Knex,
  targetId: number,
): Promise<Set<string>> {
  const rows = await knex('target_manifests')
    .where({ target_id: targetId, series: '' })
    .select('path', 'unresolved');
  return new Set(
    rows
      .filter(({ unresolved }) => !unpackUnresolved(unresolved).cut)
      .map(({ path }) => path),
  );
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
