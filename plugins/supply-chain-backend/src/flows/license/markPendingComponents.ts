import type { Knex } from 'knex';
import { toBoolean } from '../../database/dialect';
import { lockLicensing } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { changeUses, Uses } from '../../records/licenses/changeUses';
import { servedEcosystems } from '../../records/registries/metadataSources';

/** Components that one transaction changes. */
const BATCH = 200;

/**
 * Brings in step which components wait for a registry: those of ecosystems
 * that some source answers for, and that none has answered yet. To be done
 * when the sources may have changed.
 */
export async function markPendingComponents(
  knex: Knex,
  signal: AbortSignal,
): Promise<void> {
  const served = [...(await servedEcosystems(knex))];
  let changed: number;
  do {
    signal.throwIfAborted();
    changed = await inTransaction(knex, async trx => {
      await lockLicensing(trx, 'exclusive');
      const changes = await wrongOnes(trx, served);
      await changeUses(trx, changes, new Date());
      return changes.size;
    });
  } while (changed === BATCH);
}

async function wrongOnes(
  trx: Knex.Transaction,
  served: string[],
): Promise<Map<number, Uses>> {
  const rows = await trx('components as c')
    .join('packages as p', 'p.id', 'c.package_id')
    .whereNotNull('c.license_id')
    .where(wrong =>
      wrong
        .where(inVain =>
          inVain
            .where('c.facts_pending', true)
            .whereNotIn('p.ecosystem', served),
        )
        .orWhere(forgotten =>
          forgotten
            .where('c.facts_pending', false)
            .whereIn('p.ecosystem', served)
            .whereNotExists(
              trx('component_answers as a')
                .whereRaw('a.component_id = c.id')
                .select(trx.raw('1')),
            ),
        ),
    )
    .orderBy('c.id')
    .limit(BATCH)
    .select('c.id', 'c.license_id', 'c.facts_pending');
  return new Map(
    rows.map(row => [
      Number(row.id),
      {
        licenseId: row.license_id,
        pending: !toBoolean(row.facts_pending),
      },
    ]),
  );
}
