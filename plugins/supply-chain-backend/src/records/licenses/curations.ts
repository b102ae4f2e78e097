import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { lockLicensing } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { insertClaims } from './claimRows';
import { resolveComponents } from './resolve';
import { CURATION, toClaim } from './interpretClaims';
import type { DbDecisionsRow } from '../../database/tables';

interface CuratedComponent {
  id: number | string;
  purl: string;
  package_purl: string;
}

/** The effect of a decision: only versions of its package are looked at. */
export async function applyCuration(
  trx: Knex.Transaction,
  decision: DbDecisionsRow,
  now: Date,
): Promise<void> {
  await lockLicensing(trx, 'exclusive');
  await curateAbout(trx, decision.purl!, now);
}

/** Curations that ended since they were last looked at, no longer count. */
export async function endCurations(knex: Knex, now: Date): Promise<void> {
  const ended: { purl: string }[] = await knex('decisions as d')
    .where({ 'd.subject': 'license-curation', 'd.state': 'active' })
    .where('d.ends_at', '<=', now)
    .whereExists(
      knex('component_licenses as claim')
        .whereRaw('claim.decision_id = d.id')
        .whereNull('claim.superseded_at')
        .select(knex.raw('1')),
    )
    .select('d.purl');
  for (const { purl } of ended) {
    await inTransaction(knex, async trx => {
      await lockLicensing(trx, 'exclusive');
      await curateAbout(trx, purl, now);
    });
  }
}

async function curateAbout(trx: Knex.Transaction, purl: string, now: Date) {
  const ids: (number | string)[] = await trx('components')
    .where('purl', purl)
    .orWhere('package_purl', purl)
    .orderBy('id')
    .pluck('id');
  const changed = await curateComponents(trx, ids.map(Number), now);
  await resolveComponents(trx, changed, now);
}

/**
 * Brings the curated claims of components in step with the decisions that are
 * in force: one for the very version goes before one for all versions. Gives
 * the components whose claim changed; their license is still to be resolved.
 */
export async function curateComponents(
  trx: Knex.Transaction,
  componentIds: readonly number[],
  now: Date,
): Promise<number[]> {
  const changed: number[] = [];
  for await (const chunk of inChunks(componentIds, 200)) {
    const components: CuratedComponent[] = await trx('components')
      .whereIn('id', chunk)
      .select('id', 'purl', 'package_purl');
    const decisions = await decisionsAbout(trx, components, now);
    const held = await heldDecisions(trx, chunk);
    const added = [];
    const differing: number[] = [];
    for (const component of components) {
      const id = Number(component.id);
      const decision =
        decisions.get(component.purl) ?? decisions.get(component.package_purl);
      if (held.get(id) === (decision && Number(decision.id))) continue;
      differing.push(id);
      if (decision) {
        const claim = toClaim(CURATION, decision.verdict);
        added.push({ ...claim, componentId: id, decisionId: decision.id });
      }
    }
    await trx('component_licenses')
      .whereIn('component_id', differing)
      .where('source', CURATION)
      .whereNull('superseded_at')
      .update({ superseded_at: now });
    await insertClaims(trx, added, now);
    changed.push(...differing);
  }
  return changed;
}

/** Decisions in force by their purl; of several the newest. */
async function decisionsAbout(
  trx: Knex.Transaction,
  components: CuratedComponent[],
  now: Date,
): Promise<Map<string, DbDecisionsRow>> {
  const purls = components.flatMap(c => [c.purl, c.package_purl]);
  const rows: DbDecisionsRow[] = await trx('decisions')
    .where({ subject: 'license-curation', state: 'active' })
    .whereIn('purl', [...new Set(purls)])
    .orderBy('id');
  return new Map(
    rows
      .filter(row => row.ends_at === null || toDate(row.ends_at) > now)
      .map(row => [row.purl!, row]),
  );
}

/** The decision behind the curated claim of each component, as it is stored. */
async function heldDecisions(
  trx: Knex.Transaction,
  componentIds: number[],
): Promise<Map<number, number>> {
  const rows = await trx('component_licenses')
    .whereIn('component_id', componentIds)
    .where('source', CURATION)
    .whereNull('superseded_at')
    .select('component_id', 'decision_id');
  return new Map(
    rows.map(row => [Number(row.component_id), Number(row.decision_id)]),
  );
}
