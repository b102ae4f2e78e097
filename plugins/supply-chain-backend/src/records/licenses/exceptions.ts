import type { Knex } from 'knex';
import { lockLicensing } from '../../database/locks';
import { appliesToIssue, appliesToTarget } from '../decisions/appliesTo';
import { packagePurl } from '../inventory/components';
import { queueCovered } from '../scoring/queueCovered';
import { LicenseReconcileScope, whereInScope } from './reconcileScope';
import type { DbDecisionsRow, DbTargetsRow } from '../../database/tables';

/**
 * Notes with issues which exception sets them aside, and until when: of
 * several the one that holds longest. Nothing runs when one expires; lists
 * compare its end with the time. The caller holds the licensing lock.
 */
export async function applyExceptions(
  trx: Knex.Transaction,
  scope: LicenseReconcileScope,
  now: Date,
): Promise<void> {
  const select = whereInScope(trx('license_issues'), 'license_issues', scope);
  const some = await trx('decisions')
    .where({ subject: 'license-exception', state: 'active' })
    .where('ends_at', '>', now)
    .first('id');
  if (!some) select.whereNotNull('exception_id');
  await exceptIssues(trx, select, now);
}

/** The effect of a decision: only issues that it sets aside, or did, are looked at. */
export async function applyException(
  trx: Knex.Transaction,
  decision: DbDecisionsRow,
  now: Date,
): Promise<void> {
  await lockLicensing(trx, 'exclusive');
  const covered = trx('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .join('components as c', 'c.id', 'i.component_id')
    .join('licenses as l', 'l.id', 'i.license_id')
    .join('decisions as d', on => on.on(appliesToIssue(trx)))
    .where('d.id', decision.id)
    .select('i.id');
  const select = trx('license_issues').where(any =>
    any.where('exception_id', decision.id).orWhereIn('id', covered),
  );
  await exceptIssues(trx, select, now);
  await queueCovered(trx, decision, now);
}

async function exceptIssues(
  trx: Knex.Transaction,
  issues: Knex.QueryBuilder,
  now: Date,
): Promise<void> {
  const best = trx('decisions as d')
    .join('targets as t', 't.id', 'license_issues.target_id')
    .join('components as c', 'c.id', 'license_issues.component_id')
    .join('licenses as l', 'l.id', 'license_issues.license_id')
    .where({ 'd.subject': 'license-exception', 'd.state': 'active' })
    .where('d.ends_at', '>', now)
    .whereRaw(appliesToIssue(trx))
    .orderBy([{ column: 'd.ends_at', order: 'desc' }, { column: 'd.id' }])
    .limit(1);
  const id = () => best.clone().select('d.id');
  const end = () => best.clone().select('d.ends_at');
  await issues
    .whereRaw(
      '(exception_id is distinct from (?) or excepted_until is distinct from (?))',
      [id(), end()],
    )
    .update({ exception_id: id(), excepted_until: end() });
}

/** What an exception in force sets aside: any package, or any license, where it names none. */
export type LicenseException = Pick<DbDecisionsRow, 'purl' | 'license'>;

/** Exceptions in force for a target, for what is stored nowhere. */
export async function exceptionsFor(
  knex: Knex,
  targetId: DbTargetsRow['id'],
  now: Date,
): Promise<LicenseException[]> {
  return knex('decisions as d')
    .join('targets as t', on => on.on(appliesToTarget(knex)))
    .where('t.id', targetId)
    .where({ 'd.subject': 'license-exception', 'd.state': 'active' })
    .where('d.ends_at', '>', now)
    .distinct('d.purl', 'd.license');
}

/** As {@link applyExceptions} does it of what is stored. */
export function isExcepted(
  exceptions: readonly LicenseException[],
  { purl, expression }: { purl: string; expression?: string },
): boolean {
  return exceptions.some(
    one =>
      (one.purl === null ||
        one.purl === purl ||
        one.purl === packagePurl(purl)) &&
      (one.license === null || one.license === expression),
  );
}
