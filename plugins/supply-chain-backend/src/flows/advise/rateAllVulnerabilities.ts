import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { lockMatching } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { queueFindingUpdates } from '../../records/findings/findingUpdates';
import {
  rateVulnerabilities,
  whereWronglyRated,
} from '../../records/vulnerabilities/rateVulnerabilities';

/** Vulnerabilities whose rating one statement looks at. */
const LOOKED_AT = 5000;

/**
 * New scores reach the vulnerabilities whose rating they change, a piece at a
 * time; that their findings are behind is noted in the same transaction.
 */
export async function rateAllVulnerabilities(
  knex: Knex,
  signal: AbortSignal,
): Promise<void> {
  const wrong = await wronglyRated(knex, signal);
  for await (const ids of inChunks(wrong)) {
    signal.throwIfAborted();
    await inTransaction(knex, async trx => {
      // A scan that opens findings meanwhile would give them the old rating.
      await lockMatching(trx, 'exclusive');
      await rateVulnerabilities(trx, ids);
      await queueFindingUpdates(trx, { vulnerabilityIds: ids });
    });
  }
}

/** Asked without a lock: whoever names a vulnerability meanwhile rates it as well. */
async function wronglyRated(
  knex: Knex,
  signal: AbortSignal,
): Promise<number[]> {
  const [{ last }] = await knex('vulnerabilities').max({ last: 'id' });
  const wrong: number[] = [];
  for (let after = 0; after < Number(last); after += LOOKED_AT) {
    signal.throwIfAborted();
    wrong.push(
      ...(await whereWronglyRated(
        knex,
        knex('vulnerabilities')
          .where('id', '>', after)
          .where('id', '<=', after + LOOKED_AT),
      ).pluck('id')),
    );
  }
  return wrong;
}
