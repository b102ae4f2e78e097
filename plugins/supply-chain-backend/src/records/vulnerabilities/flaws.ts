import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { mergeFindings } from '../findings/mergeFindings';
import { flawFacts } from './flawFacts';
import { PlacedGroup, regroup } from './flawGroups';

/**
 * Puts changed advisory records into flaws. A flaw keeps its row when records
 * join or leave it, and with it the findings and what people decided about
 * them. Gives the ids of the flaws that changed.
 */
export async function storeFlaws(
  trx: Knex.Transaction,
  advisoryIds: string[],
  now: Date,
): Promise<Set<number>> {
  const { groups, former } = await regroup(trx, advisoryIds);
  await freeNames(trx, [...former.keys()]);
  for await (const chunk of inChunks(groups, 200)) {
    await writeFlaws(trx, chunk);
    await assignRecords(trx, chunk);
  }
  await mergeEmptied(trx, groups, former, now);
  return new Set(groups.map(group => group.flawId!));
}

/** Names move between flaws: they are taken off before they are given anew. */
async function freeNames(trx: Knex.Transaction, flawIds: number[]) {
  for await (const chunk of inChunks(flawIds)) {
    await trx('flaw_names').whereIn('flaw_id', chunk).delete();
    await trx('flaws')
      .whereIn('id', chunk)
      .update({ key: trx.raw(`'~' || cast(id as varchar(20))`) });
  }
}

/** Writes the flaws of groups; new ones get their ids. */
async function writeFlaws(trx: Knex.Transaction, groups: PlacedGroup[]) {
  const facts = await flawFacts(trx, groups);
  const rows = groups.map((group, i) => ({ group, facts: facts[i] }));
  const known = rows.filter(({ group }) => group.flawId !== undefined);
  const fresh = rows.filter(({ group }) => group.flawId === undefined);
  if (known.length > 0) {
    await trx('flaws')
      .insert(known.map(row => ({ id: row.group.flawId, ...row.facts })))
      .onConflict('id')
      .merge(Object.keys(known[0].facts));
  }
  if (fresh.length > 0) {
    const inserted = await trx('flaws')
      .insert(fresh.map(row => row.facts))
      .returning(['id', 'key']);
    const ids = new Map(inserted.map(row => [row.key, row.id as number]));
    for (const { group } of fresh) group.flawId = ids.get(group.key);
  }
  const names = groups.flatMap(group =>
    group.names.map(name => ({ name, flaw_id: group.flawId })),
  );
  for await (const chunk of inChunks(names))
    await trx('flaw_names').insert(chunk);
}

/** One statement for many records: each gets the flaw of its group. */
async function assignRecords(trx: Knex.Transaction, groups: PlacedGroup[]) {
  const pairs = groups.flatMap(group =>
    group.memberIds.map(id => ({ id, flawId: group.flawId! })),
  );
  for await (const chunk of inChunks(pairs)) {
    await trx('advisories')
      .whereIn(
        'id',
        chunk.map(pair => pair.id),
      )
      .update({
        flaw_id: trx.raw(
          `case id ${chunk
            .map(() => 'when ? then cast(? as integer)')
            .join(' ')} end`,
          chunk.flatMap(pair => [pair.id, pair.flawId]),
        ),
      });
  }
}

/** Flaws that no record is in any more went into others: so do their findings. */
async function mergeEmptied(
  trx: Knex.Transaction,
  groups: PlacedGroup[],
  former: Map<number, string>,
  now: Date,
) {
  const flawOf = new Map(
    groups.flatMap(group => group.memberIds.map(id => [id, group.flawId!])),
  );
  const kept = new Set(flawOf.values());
  const merges = [...former]
    .filter(([flawId]) => !kept.has(flawId))
    .map(([fromFlaw, recordId]) => ({
      fromFlaw,
      intoFlaw: flawOf.get(recordId)!,
    }));
  await mergeFindings(trx, merges, now);
  for await (const chunk of inChunks(merges)) {
    await trx('flaws')
      .whereIn(
        'id',
        chunk.map(merge => merge.fromFlaw),
      )
      .delete();
  }
}
