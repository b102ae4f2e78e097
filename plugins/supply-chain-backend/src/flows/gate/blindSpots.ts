import type {
  DataAge,
  GateFacts,
  GateNote,
  ManifestFacts,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbTargetsRow } from '../../database/tables';
import { readDataAges } from '../score/facts/vulnerabilityData';
import { readManifestFacts } from '../score/source/manifestFacts';

/** What cannot be told of a build, beside what is found in it. */
export type BlindSpots = Omit<GateFacts, 'findings' | 'components'>;

type Target = Pick<
  DbTargetsRow,
  'id' | 'last_good_scan_at' | 'last_upload_at' | 'component_count'
>;

/** Of targets, as they were read last; by target. */
export async function storedBlindSpots(
  knex: Knex,
  targets: readonly Target[],
): Promise<Map<number, BlindSpots>> {
  const [notes, stale] = await Promise.all([
    storedNotes(
      knex,
      targets.map(({ id }) => id),
    ),
    staleDataOf(knex),
  ]);
  return new Map(
    targets.map(target => [
      target.id,
      {
        ...notes.get(target.id)!,
        nothingToScan: target.component_count === 0,
        // Of a first scan that read only some files, those are known.
        neverScanned:
          target.component_count === 0 &&
          target.last_good_scan_at === null &&
          target.last_upload_at === null,
        ...stale,
      },
    ]),
  );
}

/** What could not be seen of the sources of targets as they were read last; by target. */
export async function storedNotes(
  knex: Knex,
  ids: readonly number[],
): Promise<Map<number, Pick<GateFacts, 'unreadable' | 'notLookedAt'>>> {
  const [manifests, unresolved] = await Promise.all([
    readManifestFacts(knex, ids),
    unresolvedIn(knex, ids),
  ]);
  return new Map(
    ids.map(id => {
      const of = manifests.get(id) ?? [];
      const notLookedAt = [...notLookedAtIn(of), ...(unresolved.get(id) ?? [])];
      return [id, { unreadable: unreadableIn(of), notLookedAt }];
    }),
  );
}

/** Lock files and manifests that could not be read. */
export function unreadableIn(manifests: readonly ManifestFacts[]): GateNote[] {
  return manifests
    .filter(({ state }) => state !== 'read')
    .map(({ path: at, reason = 'could not be read' }) => ({ at, reason }));
}

/** Manifests that hold packages which no reader tells of. */
export function notLookedAtIn(manifests: readonly ManifestFacts[]): GateNote[] {
  return manifests
    .filter(
      ({ state, reason, locked }) =>
        state === 'read' && reason !== undefined && !locked,
    )
    .map(({ path: at, reason }) => ({ at, reason: reason! }));
}

/** Versions that a manifest leaves open. */
export function unresolvedNote(at: string, count: number): GateNote {
  return { at, reason: `versions unresolved: ${count}` };
}

async function unresolvedIn(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, GateNote[]>> {
  const notes = new Map<number, GateNote[]>();
  for await (const ids of inChunks(targetIds)) {
    const rows: { target_id: number; path: string; unresolved: string }[] =
      await knex('target_manifests')
        .whereIn('target_id', ids)
        .whereNotNull('unresolved')
        .orderBy('path')
        .select('target_id', 'path', 'unresolved');
    for (const { target_id: id, path: at, unresolved } of rows) {
      const { count = 0 } = JSON.parse(unresolved) as { count?: number };
      if (count === 0) continue;
      const note = unresolvedNote(at, count);
      notes.set(id, [...(notes.get(id) ?? []), note]);
    }
  }
  return notes;
}

/** Databases that are missing or past their bound: what they lack may be what is there. */
export async function staleDataOf(
  knex: Knex,
): Promise<Pick<GateFacts, 'staleData' | 'staleScores'>> {
  const { osv, kev, epss } = await readDataAges(knex);
  return {
    staleData: [
      ...noteOf('Advisories', osv),
      ...noteOf('Known exploited vulnerabilities', kev),
    ],
    staleScores: noteOf('EPSS scores', epss),
  };
}

function noteOf(what: string, { state, asOf, source }: DataAge): GateNote[] {
  if (state === 'current') return [];
  if (state === 'missing') return [{ at: what, reason: 'were never read' }];
  return [
    {
      at: source ?? what,
      reason: asOf ? `are of ${asOf.slice(0, 10)}` : 'are of unknown age',
    },
  ];
}
