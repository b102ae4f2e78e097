import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
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

/** Counts the licenses of targets from the start. */
async function countLicenses(
  trx: Knex.Transaction,
  targetIds: number[],
): Promise<void> {
  const uses = componentUses(trx, 'target_id', targetIds);
  await trx('target_licenses')
    .whereIn('target_id', targetIds)
    .whereNotIn(
      ['target_id', 'license_id'],
      trx.from(uses.clone().as('uses')).select('target_id', 'license_id'),
    )
    .delete();
  await trx.raw(
    `insert into target_licenses (target_id, license_id, shipped, development, pending)
     select target_id, license_id, count(*) - sum(development), sum(development), sum(pending)
     from (?) as uses
     where true
     group by target_id, license_id
     on conflict (target_id, license_id) do update set
       shipped = excluded.shipped, development = excluded.development,
       pending = excluded.pending
     where target_licenses.shipped <> excluded.shipped
       or target_licenses.development <> excluded.development
       or target_licenses.pending <> excluded.pending`,
    [uses],
  );
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
