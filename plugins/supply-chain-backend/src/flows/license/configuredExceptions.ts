import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import { withLease } from '../../database/leases';
import { inTransaction } from '../../database/transactions';
import {
  CheckedDecision,
  checkDecision,
} from '../../records/decisions/decisionRules';
import {
  createDecision,
  moveDecision,
} from '../../records/decisions/decisionStore';
import { applyException } from '../../records/licenses/exceptions';
import type { ConfiguredException } from '../../records/licenses/options';
import type { DbDecisionsRow } from '../../database/tables';

/** Who decided what stands in the configuration. */
export const CONFIGURATION = 'configuration';

const LEASE_MS = 60_000;
const effects = { 'license-exception': applyException };

/**
 * Makes the exceptions of the configuration decisions like any others, with
 * approver and history. Those that are no longer in it are revoked; those that
 * have ended are not made again. One replica does it for all.
 */
export async function registerExceptions(
  knex: Knex,
  exceptions: readonly ConfiguredException[],
  now = new Date(),
): Promise<void> {
  await withLease(knex, 'license-exceptions', { leaseMs: LEASE_MS }, () =>
    inTransaction(knex, trx => replaceExceptions(trx, exceptions, now)),
  );
}

async function replaceExceptions(
  trx: Knex.Transaction,
  exceptions: readonly ConfiguredException[],
  now: Date,
): Promise<void> {
  const rows: DbDecisionsRow[] = await trx('decisions')
    .where({
      subject: 'license-exception',
      author: CONFIGURATION,
      state: 'active',
    })
    .orderBy('id');
  const stale = new Map(rows.map(row => [keyOfRow(row), row]));
  for (const { wanted, approver } of exceptions) {
    if (new Date(wanted.endsAt!) <= now) continue;
    const rules = { secondPerson: false, longestExceptionMs: Infinity };
    const checked = checkDecision(wanted, rules, now);
    const by = { author: CONFIGURATION, approver };
    if (stale.delete(keyOf(checked, approver))) continue;
    await createDecision(trx, checked, by, effects, now);
  }
  for (const row of stale.values()) {
    const by = { who: CONFIGURATION };
    await moveDecision(trx, String(row.id), 'revoke', by, effects, now);
  }
}

function keyOf(decision: CheckedDecision, approver: string): string {
  const { scopeKind, scopeRef, purl, license, reason, endsAt } = decision;
  return JSON.stringify([
    scopeKind,
    scopeRef,
    purl,
    license,
    reason,
    endsAt,
    approver,
  ]);
}

function keyOfRow(row: DbDecisionsRow): string {
  return JSON.stringify([
    row.scope_kind,
    row.scope_ref,
    row.purl,
    row.license,
    row.reason,
    toDate(row.ends_at),
    row.approver,
  ]);
}
