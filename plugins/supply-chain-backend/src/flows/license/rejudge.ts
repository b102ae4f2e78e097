import type { Knex } from 'knex';
import { lockLicensing } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { writeVerdicts } from '../../records/licenses/policyStore';
import { reconcileLicenses } from '../../records/licenses/reconcile';
import { resolveComponents } from '../../records/licenses/resolve';
import type {
  DbLicensePoliciesRow,
  DbLicensesRow,
} from '../../database/tables';

const LICENSES = 500;
const TARGETS = 50;
const COMPONENTS = 500;

/**
 * Judges by policies that are new or changed: first every license, then the
 * issues of the targets that the policy holds for, a piece at a time. A policy
 * that changes meanwhile is judged once more.
 */
export async function judgeAnew(
  knex: Knex,
  signal: AbortSignal,
): Promise<void> {
  const changed: DbLicensePoliciesRow[] = await knex('license_policies')
    .whereNull('judged_at')
    .orderBy('name');
  for (const policy of changed) {
    await judgeAllLicenses(knex, policy, signal);
    await reconcileTargets(knex, policy, signal);
    await knex('license_policies')
      .where({ name: policy.name, digest: policy.digest })
      .update({ judged_at: new Date() });
  }
}

async function judgeAllLicenses(
  knex: Knex,
  policy: DbLicensePoliciesRow,
  signal: AbortSignal,
): Promise<void> {
  for (let last = 0; ; ) {
    signal.throwIfAborted();
    const rows: DbLicensesRow[] = await inTransaction(knex, async trx => {
      await lockLicensing(trx, 'exclusive');
      const some: DbLicensesRow[] = await trx('licenses')
        .where('id', '>', last)
        .orderBy('id')
        .limit(LICENSES);
      await writeVerdicts(trx, policy, some);
      return some;
    });
    if (rows.length === 0) return;
    last = rows[rows.length - 1].id;
  }
}

async function reconcileTargets(
  knex: Knex,
  policy: DbLicensePoliciesRow,
  signal: AbortSignal,
): Promise<void> {
  for (let last = 0; ; ) {
    signal.throwIfAborted();
    const ids: number[] = await knex('targets')
      .where('distribution', policy.name)
      .where('id', '>', last)
      .orderBy('id')
      .limit(TARGETS)
      .pluck('id');
    if (ids.length === 0) return;
    await inTransaction(knex, async trx => {
      await lockLicensing(trx, 'exclusive');
      await reconcileLicenses(trx, { targetIds: ids }, new Date());
    });
    last = ids[ids.length - 1];
  }
}

/** Settles the license of components that were stored before there was any. */
export async function resolveRest(
  knex: Knex,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const ids: (number | string)[] = await knex('components')
      .whereNull('license_id')
      .orderBy('id')
      .limit(COMPONENTS)
      .pluck('id');
    if (ids.length === 0) return;
    await inTransaction(knex, async trx => {
      await lockLicensing(trx, 'exclusive');
      await resolveComponents(trx, ids.map(Number), new Date());
    });
  }
}
