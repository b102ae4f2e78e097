import type { ManifestFacts } from '@safety-curtain/policy';
import type { UnlockedFile } from '@safety-curtain/plugin-supply-chain-node';
import {
  describeUnlocked,
  findReader,
  type LockState,
} from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks, toText } from '../../../database/dialect';
import type { UnreadPlace } from '../../../records/inventory/links';
import type { DbTargetManifestsRow } from '../../../database/tables';

/** Of each kind that has no row of its own; more would not change an answer. */
const MAX_OTHERS = 1000;
const MAX_REASON = 300;

/**
 * What there is to know of manifests that gave no components.
 *
 * @param paths - all files of the source, where its reader tells
 */
export function otherManifests(
  unread: readonly UnreadPlace[],
  unlocked: readonly UnlockedFile[],
  paths: readonly string[] = [],
): ManifestFacts[] {
  const known = new Set(paths);
  return [
    ...unread.slice(0, MAX_OTHERS).map(
      ({ path, reason }): ManifestFacts => ({
        path,
        ecosystem: ecosystemOf(path),
        state: 'failed',
        reason: toText(reason, MAX_REASON),
      }),
    ),
    ...unlocked
      .slice(0, MAX_OTHERS)
      .map(manifest => unlockedFacts(manifest, known)),
  ];
}

function unlockedFacts(
  { path, ecosystem, reason, locked }: UnlockedFile,
  known: ReadonlySet<string>,
): ManifestFacts {
  const facts = { path, ecosystem, state: 'read' } as const;
  if (locked) {
    return { ...facts, locked, unpinned: { count: 0, first: [] } };
  }
  const lock = unreadableLock(path, known);
  if (lock !== undefined) {
    return {
      ...facts,
      reason: toText(`${lock} is not understood`, MAX_REASON),
    };
  }
  return {
    ...facts,
    ...(locked !== undefined && { locked }),
    reason: toText(reason, MAX_REASON),
  };
}

/** A lock file in the folder of a manifest or above that no reader understands. */
function unreadableLock(
  manifest: string,
  known: ReadonlySet<string>,
): string | undefined {
  const names = (describeUnlocked(manifest)?.lockFiles ?? []).filter(
    name => !findReader(name),
  );
  for (
    let end = manifest.lastIndexOf('/');
    ;
    end = manifest.lastIndexOf('/', end - 1)
  ) {
    const folder = manifest.slice(0, end + 1);
    const name = names.find(each => known.has(folder + each));
    if (name !== undefined) return folder + name;
    if (end <= 0) return undefined;
  }
}

/** By its name; a folder or a file that stands beside a manifest has none. */
function ecosystemOf(path: string): string | undefined {
  return findReader(path)?.ecosystem ?? describeUnlocked(path)?.ecosystem;
}

/**
 * The lock files and manifests of targets, by target and in the order of their
 * paths: those that were read, those whose last good reading stands, and those
 * that could not be read or that nothing locks. A target whose source was never
 * read has no entry.
 */
export async function readManifestFacts(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, ManifestFacts[]>> {
  const facts = new Map<number, Map<string, ManifestFacts>>();
  for await (const chunk of inChunks(targetIds)) {
    const sources: { target_id: number; manifests: string }[] = await knex(
      'target_sources',
    )
      .whereIn('target_id', chunk)
      .select('target_id', 'manifests');
    for (const row of sources) {
      const others = JSON.parse(row.manifests) as ManifestFacts[];
      facts.set(row.target_id, new Map(others.map(each => [each.path, each])));
    }
    const rows: ManifestRow[] = await knex('target_manifests')
      .whereIn('target_id', chunk)
      .where('series', '')
      .select('target_id', 'path', 'stale_since', 'stale_reason', 'lock');
    for (const row of rows) {
      const isRead = row.stale_since === null;
      // What stands around packages locks none; where it cannot be read, something is not covered.
      if (isRead && findReader(row.path)?.surroundings) continue;
      facts.get(row.target_id)?.set(row.path, factsOf(row));
    }
  }
  return new Map(
    [...facts].map(([id, byPath]) => [
      id,
      [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    ]),
  );
}

type ManifestRow = Pick<
  DbTargetManifestsRow,
  'target_id' | 'path' | 'stale_since' | 'stale_reason' | 'lock'
>;

function factsOf(row: ManifestRow): ManifestFacts {
  const lock: LockState = row.lock === null ? {} : JSON.parse(row.lock);
  return {
    path: row.path,
    ecosystem: ecosystemOf(row.path),
    ...(row.stale_since === null
      ? { state: 'read' }
      : { state: 'stale', reason: row.stale_reason ?? undefined }),
    ...lock,
  };
}
