import type { Knex } from 'knex';
import { databaseTime, isPostgres } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import { noteUsers } from './provenanceUpdates';

/** Ecosystems whose registries have attestations. */
const WITH_ATTESTATIONS: readonly string[] = ['npm', 'PyPI'];

/** Package versions that are settled together. */
const AT_ONCE = 1_000;

/**
 * Settles package versions of which nobody is asked: it could not be found out
 * where they come from, which is not the same as nothing. What was known of
 * them stands. False where none is left.
 *
 * @param ecosystems - those of which somebody is asked
 */
export async function settleUnasked(
  knex: Knex,
  ecosystems: readonly string[],
): Promise<boolean> {
  return inTransaction(knex, async trx => {
    const query = trx('component_provenance')
      .whereNotIn('ecosystem', ecosystems)
      .where('due_at', '<=', databaseTime(trx))
      .orderBy('component_id')
      .limit(AT_ONCE)
      .select('component_id', 'ecosystem', 'outcome');
    if (isPostgres(trx)) query.forUpdate().skipLocked();
    const rows = (await query).map(row => ({
      ...row,
      id: Number(row.component_id),
    }));
    const now = new Date();
    const open = rows.filter(({ outcome }) => outcome === null);
    for (const ecosystem of new Set(open.map(row => row.ecosystem))) {
      const ids = open.filter(row => row.ecosystem === ecosystem);
      await trx('component_provenance')
        .whereIn(
          'component_id',
          ids.map(({ id }) => id),
        )
        .update({
          outcome: 'unchecked',
          reason: reasonOf(ecosystem),
          details: JSON.stringify({ attestations: [] }),
          checked_at: now,
          error: null,
        });
    }
    await trx('component_provenance')
      .whereIn(
        'component_id',
        rows.map(({ id }) => id),
      )
      .update({ due_at: null, lease_ticket: null, lease_until: null });
    await noteUsers(
      trx,
      open.map(({ id }) => id),
      now,
    );
    return rows.length > 0;
  });
}

/** Has package versions asked about of which nobody was asked, as somebody may be now. */
export async function reopenUnasked(
  trx: Knex.Transaction,
  now: Date,
): Promise<void> {
  await trx('component_provenance').whereNull('due_at').update({ due_at: now });
}

function reasonOf(ecosystem: string): string {
  if (ecosystem === '') {
    return 'It is of no ecosystem in which packages have attestations.';
  }
  return WITH_ATTESTATIONS.includes(ecosystem)
    ? `No registry of ${ecosystem} is configured to be asked for attestations.`
    : `Nobody is asked for attestations of packages of ${ecosystem}.`;
}
