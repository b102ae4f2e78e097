import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
import type { DbServiceChangesRow } from '../../database/tables';

/** Something that changed in a service, beside its findings. */
export interface NewChange {
  targetId: number;
  kind: DbServiceChangesRow['kind'];
  /** A package, or the path of a file. */
  subject: string;
  ecosystem?: string;
  before?: string;
  after?: string;
  detail?: string;
  firstUse?: boolean;
}

/** Writes down what changed, in the transaction that changes it. */
export async function noteChanges(
  trx: Knex.Transaction,
  changes: readonly NewChange[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(changes)) {
    await trx('service_changes').insert(
      chunk.map(change => ({
        target_id: change.targetId,
        at: now,
        kind: change.kind,
        subject: toText(change.subject, 500),
        ecosystem: change.ecosystem ?? null,
        before: optional(change.before, 500),
        after: optional(change.after, 500),
        detail: optional(change.detail, 1000),
        first_use: change.firstUse ?? false,
      })),
    );
  }
}

function optional(text: string | undefined, length: number): string | null {
  return text === undefined ? null : toText(text, length);
}
