import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { inChunks, toIso } from '../../database/dialect';
import { mergeFindings } from '../findings/mergeFindings';
import { retriageVulnerabilities } from '../findings/retriage';
import { aliasesOf } from './vulnerabilityNames';
import { vulnerabilityFacts } from './vulnerabilityFacts';
import { PlacedGroup, regroup } from './vulnerabilityGroups';
import type { DbVulnerabilitiesRow } from '../../database/tables';

/**
 * Puts changed advisory records into vulnerabilities. A vulnerability keeps its row when records
 * join or leave it, and with it the findings and what people decided about
 * them. Gives the ids of the vulnerabilities that changed.
 */
export async function storeVulnerabilities(
  trx: Knex.Transaction,
  advisoryIds: string[],
  now: Date,
): Promise<Set<number>> {
  const { groups, former } = await regroup(trx, advisoryIds);
  const formerNames = await aliasesOf(trx, [...former.keys()]);
  await freeNames(trx, [...former.keys()]);
  const again = renamed(groups, formerNames);
  for await (const chunk of inChunks(groups, 200)) {
    again.push(...(await writeVulnerabilities(trx, chunk)));
    await assignRecords(trx, chunk);
  }
  await mergeEmptied(trx, groups, former, now);
  await retriageVulnerabilities(trx, [...new Set(again)]);
  return new Set(groups.map(group => group.vulnerabilityId!));
}

/** Vulnerabilities that have other names than before: decisions go by those. */
function renamed(
  groups: readonly PlacedGroup[],
  formerNames: ReadonlyMap<number, string[]>,
): number[] {
  return groups.flatMap(({ vulnerabilityId: id, names }) => {
    const before = formerNames.get(id!);
    return before && !isDeepStrictEqual(new Set(before), new Set(names))
      ? [id!]
      : [];
  });
}

/** Names move between vulnerabilities: they are taken off before they are given anew. */
async function freeNames(trx: Knex.Transaction, vulnerabilityIds: number[]) {
  for await (const chunk of inChunks(vulnerabilityIds)) {
    await trx('vulnerability_names')
      .whereIn('vulnerability_id', chunk)
      .delete();
    await trx('vulnerabilities')
      .whereIn('id', chunk)
      .update({ key: trx.raw(`'~' || cast(id as varchar(20))`) });
  }
}

/**
 * Writes the vulnerabilities of groups; new ones get their ids. Gives the known
 * ones that were published on another day than they were until now: due dates
 * may count from it.
 */
async function writeVulnerabilities(
  trx: Knex.Transaction,
  groups: PlacedGroup[],
): Promise<number[]> {
  const facts = await vulnerabilityFacts(trx, groups);
  const rows = groups.map((group, i) => ({ group, facts: facts[i] }));
  const known = rows.filter(({ group }) => group.vulnerabilityId !== undefined);
  const fresh = rows.filter(({ group }) => group.vulnerabilityId === undefined);
  const published = await publicationOf(
    trx,
    known.map(({ group }) => group.vulnerabilityId!),
  );
  if (known.length > 0) {
    await trx('vulnerabilities')
      .insert(
        known.map(row => ({ id: row.group.vulnerabilityId, ...row.facts })),
      )
      .onConflict('id')
      .merge(Object.keys(known[0].facts) as (keyof DbVulnerabilitiesRow)[]);
  }
  if (fresh.length > 0) {
    const inserted = await trx('vulnerabilities')
      .insert(fresh.map(row => row.facts))
      .returning(['id', 'key']);
    const ids = new Map(inserted.map(row => [row.key, row.id as number]));
    for (const { group } of fresh) group.vulnerabilityId = ids.get(group.key);
  }
  const names = groups.flatMap(group =>
    group.names.map(name => ({
      name,
      vulnerability_id: group.vulnerabilityId,
    })),
  );
  for await (const chunk of inChunks(names))
    await trx('vulnerability_names').insert(chunk);
  return known.flatMap(({ group: { vulnerabilityId: id }, facts: after }) =>
    published.get(id!) === toIso(after.published_at) ? [] : [id!],
  );
}

/** When vulnerabilities were published, as it is stored. */
async function publicationOf(
  trx: Knex.Transaction,
  ids: readonly number[],
): Promise<Map<number, string | undefined>> {
  const rows = await trx('vulnerabilities')
    .whereIn('id', ids)
    .select('id', 'published_at');
  return new Map(rows.map(row => [row.id, toIso(row.published_at)]));
}

/** One statement for many records: each gets the vulnerability of its group. */
async function assignRecords(trx: Knex.Transaction, groups: PlacedGroup[]) {
  const pairs = groups.flatMap(group =>
    group.memberIds.map(id => ({
      id,
      vulnerabilityId: group.vulnerabilityId!,
    })),
  );
  for await (const chunk of inChunks(pairs)) {
    await trx('advisories')
      .whereIn(
        'id',
        chunk.map(pair => pair.id),
      )
      .update({
        vulnerability_id: trx.raw(
          `case id ${chunk
            .map(() => 'when ? then cast(? as integer)')
            .join(' ')} end`,
          chunk.flatMap(pair => [pair.id, pair.vulnerabilityId]),
        ),
      });
  }
}

/** Vulnerabilities that no record is in any more went into others: so do their findings. */
async function mergeEmptied(
  trx: Knex.Transaction,
  groups: PlacedGroup[],
  former: Map<number, string>,
  now: Date,
) {
  const vulnerabilityOf = new Map(
    groups.flatMap(group =>
      group.memberIds.map(id => [id, group.vulnerabilityId!]),
    ),
  );
  const kept = new Set(vulnerabilityOf.values());
  const merges = [...former]
    .filter(([vulnerabilityId]) => !kept.has(vulnerabilityId))
    .map(([fromVulnerability, recordId]) => ({
      fromVulnerability,
      intoVulnerability: vulnerabilityOf.get(recordId)!,
    }));
  await mergeFindings(trx, merges, now);
  for await (const chunk of inChunks(merges)) {
    await trx('vulnerabilities')
      .whereIn(
        'id',
        chunk.map(merge => merge.fromVulnerability),
      )
      .delete();
  }
}
