import type {
  JudgedPullRequest,
  Page,
  PullRequestQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import {
  boundedCount,
  type KeysetColumn,
  readPage,
} from '../../database/keyset';
import type {
  DbPullRequestServicesRow,
  DbPullRequestsRow,
} from '../../database/tables';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';

type Row = DbPullRequestsRow &
  Pick<
    DbPullRequestServicesRow,
    'pull_request_id' | 'target_id' | 'added' | 'fixed' | 'removed'
  > & {
    entity_ref: string;
    service_outcome: DbPullRequestServicesRow['outcome'];
  };

const newestFirst: KeysetColumn[] = [
  { column: 's.pull_request_id', direction: 'desc', type: 'number' },
  { column: 's.target_id', direction: 'desc', type: 'number' },
];

/** A page of open pull requests, one row for each service that one is about. */
export async function listPulls(
  knex: Knex,
  query: PullRequestQuery,
  filter: TargetFilter,
): Promise<Page<JudgedPullRequest>> {
  const select = knex('pull_request_services as s')
    .join('pull_requests as p', 'p.id', 's.pull_request_id')
    .join('targets as t', 't.id', 's.target_id')
    .where('p.state', 'open')
    .select(
      'p.*',
      's.pull_request_id',
      's.target_id',
      's.outcome as service_outcome',
      's.added',
      's.fixed',
      's.removed',
      't.entity_ref',
    );
  applyTargetFilter(select, filter);
  const total = await boundedCount(knex, select);
  const page = await readPage<Row>(select, newestFirst, query);
  return {
    items: page.rows.map(toJudged),
    total,
    nextCursor: page.nextCursor,
  };
}

function toJudged(row: Row): JudgedPullRequest {
  const { added, fixed, removed } = row;
  const isRead = row.read_revision === row.head_revision;
  const isJudged = isRead && row.service_outcome !== null;
  const reported = row.reported_revision === row.head_revision;
  return {
    entityRef: row.entity_ref,
    forge: row.forge,
    repository: row.repository,
    number: row.number,
    title: row.title,
    url: row.url,
    fork: row.head_repository !== row.repository,
    head: { branch: row.head_branch, revision: row.head_revision },
    base: {
      branch: row.base_branch,
      ...(isRead && {
        revision: row.merge_base ?? row.base_revision ?? undefined,
        mergeBase: row.merge_base !== null,
      }),
    },
    ...(isJudged && {
      outcome: row.service_outcome!,
      findings: { added, fixed, removed },
      judgedAt: toIso(row.judged_at),
    }),
    reported,
    ...(reported && { reportedAt: toIso(row.reported_at) }),
    ...(row.error !== null && {
      error: row.error,
      nextTryAt: toIso(row.due_at),
    }),
  };
}
