import {
  Advisory,
  compareAdvisoryIds,
  severityOf,
} from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';
import { severityNumber } from '../findings/severity';
import type { PlacedGroup } from './flawGroups';

/** The columns of a flaw that its records decide. */
export interface FlawFacts {
  key: string;
  summary: string | null;
  severity: number;
  score: number | null;
  vector: string | null;
  published_at: Date | null;
  modified_at: Date;
}

/** What the records of each group say together, in the groups' order. */
export async function flawFacts(
  trx: Knex.Transaction,
  groups: PlacedGroup[],
): Promise<FlawFacts[]> {
  const documents = new Map<string, Advisory>();
  for await (const ids of inChunks(groups.flatMap(group => group.memberIds))) {
    for (const row of await trx('advisories')
      .whereIn('id', ids)
      .select('id', 'document')) {
      documents.set(row.id, JSON.parse(row.document));
    }
  }
  return groups.map(group =>
    factsOf(
      group.key,
      group.memberIds.map(id => documents.get(id)!),
    ),
  );
}

/**
 * The first summary in the order in which ids are shown, and the worst
 * severity that any record names: between sources that differ, the careful
 * answer is the safer one, and each source's own claim stays visible.
 */
function factsOf(key: string, records: Advisory[]): FlawFacts {
  const sorted = [...records].sort((a, b) => compareAdvisoryIds(a.id, b.id));
  const live = sorted.filter(record => !record.withdrawn);
  const [worst] = (live.length > 0 ? live : sorted)
    .map(record => severityOf(record))
    .sort(
      (a, b) =>
        severityNumber(b.level) - severityNumber(a.level) ||
        (b.score ?? -1) - (a.score ?? -1),
    );
  const published = sorted
    .flatMap(record => (record.published ? [record.published] : []))
    .sort();
  const modified = sorted.map(record => record.modified).sort();
  return {
    key,
    summary: sorted.find(record => record.summary)?.summary ?? null,
    severity: severityNumber(worst.level),
    score: worst.score ?? null,
    vector: worst.vector ?? null,
    published_at: published.length > 0 ? toDate(published[0]) : null,
    modified_at: toDate(modified[modified.length - 1]),
  };
}
