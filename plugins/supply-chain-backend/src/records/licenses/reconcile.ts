import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { breathe, inChunks, isPostgres } from '../../database/dialect';
import type { DbTargetLicensesRow } from '../../database/tables';
import { DEVELOPMENT } from '../inventory/use';
import { queueScoring, queueScoringOf } from '../scoring/queue';
import { componentUses } from './componentUses';
import { applyExceptions } from './exceptions';
import { LicenseReconcileScope, whereInScope } from './reconcileScope';
import { isIssue, REVIEW } from './verdicts';

/** Registries answer one package after another: services are asked when most have. */
const SCORING_DELAY_MS = 60_000;

/**
 * Brings counts and issues in step with links, licenses, verdicts and
 * exceptions: of targets after a scan, of components after their license
 * changed. Both end here, so an issue is the same however it came about. It is
 * done by the database in statements for all at once, and only rows that
 * differ are written. The caller holds the licensing lock.
 */
export async function reconcileLicenses(
  trx: Knex.Transaction,
  scope: LicenseReconcileScope,
  now: Date,
): Promise<void> {
  const scoredAt = new Date(now.getTime() + SCORING_DELAY_MS);
  if ('targetIds' in scope) {
    for await (const targetIds of inChunks(scope.targetIds, 200)) {
      await countLicenses(trx, targetIds);
      await breathe();
      await reconcileIssues(trx, { targetIds }, now);
    }
    await queueScoring(trx, scope.targetIds, scoredAt);
  } else {
    for await (const componentIds of inChunks(scope.componentIds, 200)) {
      await reconcileIssues(trx, { componentIds }, now);
      const users = trx('target_components')
        .whereIn('component_id', componentIds)
        .select('target_id as id');
      await queueScoringOf(trx, users, scoredAt);
    }
  }
}

/**
 * Counts the licenses of targets from the start. All their links are read for
 * that, which is done once: what is counted is a row for each license, few
 * enough to be compared here.
 */
async function countLicenses(
  trx: Knex.Transaction,
  targetIds: number[],
): Promise<void> {
  const counted: DbTargetLicensesRow[] = await trx
    .from(componentUses(trx, 'target_id', targetIds).as('uses'))
    .groupBy('target_id', 'license_id')
    .select(
      'target_id',
      'license_id',
      trx.raw('count(*) - sum(development) as shipped'),
      trx.raw('sum(development) as development'),
      trx.raw('sum(pending) as pending'),
    );
  await breathe();
  const stored: DbTargetLicensesRow[] = await trx('target_licenses')
    .whereIn('target_id', targetIds)
    .select('target_id', 'license_id', 'shipped', 'development', 'pending');
  const before = new Map(stored.map(count => [keyOf(count), count]));
  const changed = counted.map(toNumbers).filter(count => {
    const known = before.get(keyOf(count));
    before.delete(keyOf(count));
    return !known || !isDeepStrictEqual(toNumbers(known), count);
  });
  for await (const gone of inChunks([...before.values()])) {
    await trx('target_licenses')
      .whereIn(
        ['target_id', 'license_id'],
        gone.map(count => [count.target_id, count.license_id]),
      )
      .delete();
  }
  for await (const rows of inChunks(changed)) {
    await trx('target_licenses')
      .insert(rows)
      .onConflict(['target_id', 'license_id'])
      .merge(['shipped', 'development', 'pending']);
  }
}

function keyOf({ target_id, license_id }: DbTargetLicensesRow): string {
  return `${target_id} ${license_id}`;
}

/** PostgreSQL gives sums as text. */
function toNumbers(count: DbTargetLicensesRow): DbTargetLicensesRow {
  return {
    target_id: Number(count.target_id),
    license_id: Number(count.license_id),
    shipped: Number(count.shipped),
    development: Number(count.development),
    pending: Number(count.pending),
  };
}

async function reconcileIssues(
  trx: Knex.Transaction,
  scope: LicenseReconcileScope,
  now: Date,
): Promise<void> {
  const wanted = wantedIssues(trx, scope);
  await whereInScope(trx('license_issues'), 'license_issues', scope)
    .whereNotIn(
      ['target_id', 'component_id'],
      trx.from(wanted.clone().as('wanted')).select('target_id', 'component_id'),
    )
    .delete();
  await trx.raw(
    `insert into license_issues
       (target_id, component_id, license_id, policy, verdict, relation, scope, package_name, first_seen_at)
     select target_id, component_id, license_id, policy, verdict, relation, scope, package_name, first_seen_at
     from (?) as wanted
     where true
     on conflict (target_id, component_id) do update set
       license_id = excluded.license_id, policy = excluded.policy,
       verdict = excluded.verdict, relation = excluded.relation, scope = excluded.scope
     where license_issues.license_id <> excluded.license_id
       or license_issues.policy <> excluded.policy
       or license_issues.verdict <> excluded.verdict
       or license_issues.relation <> excluded.relation
       or license_issues.scope <> excluded.scope`,
    [
      wanted.select(
        trx.raw(
          `${isPostgres(trx) ? '?::timestamptz' : '?'} as first_seen_at`,
          [now],
        ),
      ),
    ],
  );
  await applyExceptions(trx, scope, now);
}

/**
 * What a policy does not allow. Unknown licenses that only want a review are
 * no issues: they are counted, and listed with the packages to curate.
 */
function wantedIssues(trx: Knex.Transaction, scope: LicenseReconcileScope) {
  const select = trx('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .join('licenses as l', 'l.id', 'c.license_id')
    .join('license_policies as p', 'p.name', 't.distribution')
    .join('license_verdicts as v', function ofPolicy() {
      this.on('v.license_id', 'l.id').andOn('v.policy', 'p.name');
    })
    .where('v.verdict', '>=', REVIEW)
    .whereRaw(isIssue('l', 'v'))
    .groupBy(
      'link.target_id',
      'link.component_id',
      'c.license_id',
      'c.name',
      'p.name',
      'p.development',
      'v.verdict',
    )
    .havingRaw(`(p.development or min(link.scope) < ${DEVELOPMENT})`)
    .select(
      'link.target_id',
      'link.component_id',
      'c.license_id',
      'p.name as policy',
      'v.verdict',
      'c.name as package_name',
      trx.raw('min(link.relation) as relation'),
      trx.raw('min(link.scope) as scope'),
    );
  whereInScope(select, 'link', scope);
  return select;
}
