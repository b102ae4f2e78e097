import type { SbomFacts } from '@safety-curtain/policy';
import type { SbomQuality } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toBoolean, toDate } from '../../../database/dialect';

/** What of an SBOM's quality is shown as lacking at the most. */
const MAX_LACKING = 5;

/**
 * The SBOM of each target: that of its scans, or the newest upload where there
 * are none. A target without one has no entry.
 */
export async function readSbomFacts(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, SbomFacts>> {
  const rows = await knex('snapshots')
    .whereIn('target_id', targetIds)
    .whereNull('superseded_at')
    // A scan's comes first, then the newest of what was uploaded.
    .orderBy([
      { column: 'target_id' },
      { column: 'origin' },
      { column: 'id', order: 'desc' },
    ])
    .select(
      'target_id',
      'origin',
      'created_at',
      'component_count',
      'partial',
      'quality',
      'quality_checks',
    );
  const facts = new Map<number, SbomFacts>();
  for (const row of rows) {
    if (facts.has(row.target_id)) continue;
    facts.set(row.target_id, {
      present: true,
      madeAt: toDate(row.created_at).toISOString(),
      components: row.component_count,
      partial: toBoolean(row.partial),
      quality: row.quality ?? undefined,
      lacking: row.quality_checks ? lackingOf(row.quality_checks) : undefined,
    });
  }
  return facts;
}

/** What costs most points first. */
function lackingOf(json: string): string[] {
  const checks: SbomQuality['checks'] = JSON.parse(json);
  return checks
    .filter(({ passed, of }) => passed < of)
    .map(check => ({
      ...check,
      lost: check.weight * (1 - check.passed / check.of),
    }))
    .sort((a, b) => b.lost - a.lost || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_LACKING)
    .map(
      ({ title, passed, of, advice }) =>
        `${title}: ${passed} of ${of}. ${advice}`,
    );
}
