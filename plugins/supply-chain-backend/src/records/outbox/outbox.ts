import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbFindingsRow, DbOutboxRow } from '../../database/tables';

/** What happens to findings that people are told of. */
export type FindingNews = Extract<
  DbOutboxRow['kind'],
  'opened' | 'reopened' | 'exploited' | 'rerated' | 'overdue' | 'needs-review'
>;

/**
 * What other news says beside what it is about.
 *
 * `gate` is the outcome of a service's gate that changed: whoever stores it
 * notes it in the same transaction.
 */
export interface NewsDetails {
  'decision-asked': undefined;
  'decision-ends': { endsAt: string };
  'source-stale': { id: string; title: string; dataAsOf?: string };
  'sudden-loss': { manifest: string; before: number; after: number };
  gate: { gate: string; from?: string; to: string; reasons: number };
}

/**
 * Notes that something happened to findings, in the transaction in which it
 * happens: that is told to people later, and not lost where the process ends.
 *
 * @param detail - the same of all; of `rerated`, the severity before
 */
export async function noteFindings(
  trx: Knex.Transaction,
  kind: FindingNews,
  findings: readonly Pick<DbFindingsRow, 'id' | 'target_id'>[],
  now: Date,
  detail?: { from: string },
): Promise<void> {
  for await (const chunk of inChunks(findings)) {
    await trx('outbox').insert(
      chunk.map(({ id, target_id }) => ({
        kind,
        finding_id: id,
        target_id,
        detail: detail ? JSON.stringify(detail) : null,
        at: now,
      })),
    );
  }
}

/** The same of what is about no finding. */
export async function noteNews<K extends keyof NewsDetails>(
  trx: Knex.Transaction,
  kind: K,
  news: readonly {
    targetId?: number;
    decisionId?: number | string;
    detail: NewsDetails[K];
  }[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(news)) {
    await trx('outbox').insert(
      chunk.map(({ targetId, decisionId, detail }) => ({
        kind,
        target_id: targetId ?? null,
        decision_id: decisionId ?? null,
        detail: detail === undefined ? null : JSON.stringify(detail),
        at: now,
      })),
    );
  }
}
