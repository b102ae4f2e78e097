import type { Knex } from 'knex';
import { inChunks, toBoolean } from '../../database/dialect';
import { changeUses, Uses } from './changeUses';
import { claimsAbout } from './claimRows';
import { licenseKey, storeLicenses } from './licenseRows';
import { InterpretedClaims, interpretClaims } from './interpretClaims';

/** Components whose claims are looked at together. */
const CHUNK = 200;

/**
 * Settles the license of components anew from their claims. Where it changed,
 * the counts and issues of all who use them follow. The caller holds the
 * licensing lock: alone, unless the components are its own new ones.
 *
 * @param answered those of them whose registry has now answered
 */
export async function resolveComponents(
  trx: Knex.Transaction,
  componentIds: readonly number[],
  now: Date,
  answered: ReadonlySet<number> = new Set(),
): Promise<void> {
  for await (const chunk of inChunks(componentIds, CHUNK)) {
    const results = await resultsOf(trx, chunk);
    const licenseIds = await storeLicenses(trx, results.values());
    const changes = new Map<number, Uses>();
    for (const row of await trx('components')
      .whereIn('id', chunk)
      .select('id', 'license_id', 'facts_pending')) {
      const id = Number(row.id);
      const licenseId = licenseIds.get(licenseKey(results.get(id)!))!;
      const before = toBoolean(row.facts_pending);
      const pending = before && !answered.has(id);
      if (row.license_id !== licenseId || before !== pending) {
        changes.set(id, { licenseId, pending });
      }
    }
    await changeUses(trx, changes, now);
  }
}

/** What the claims about components come to, which hold now or held at a time. */
export async function resultsOf(
  knex: Knex,
  componentIds: readonly number[],
  at?: Date,
): Promise<Map<number, InterpretedClaims>> {
  const claims = await claimsAbout(knex, componentIds, at);
  // Most packages say the same as some other: each is understood once.
  const understood = new Map<string, InterpretedClaims>();
  const results = new Map<number, InterpretedClaims>();
  for (const id of componentIds) {
    const own = claims.get(id) ?? [];
    const key = JSON.stringify(own);
    const result = understood.get(key) ?? interpretClaims(own);
    understood.set(key, result);
    results.set(id, result);
  }
  return results;
}
