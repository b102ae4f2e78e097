import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow } from '../../database/tables';

/**
 * What an ignore file says is about the versions that are in use when it comes
 * into force: files mostly name none, and whoever wrote or approved it looked
 * at no others. Of a vulnerability that is not found then, no version is known.
 */
export async function rememberVersions(
  trx: Knex.Transaction,
  decisions: readonly DbDecisionsRow[],
): Promise<void> {
  const wanting = decisions.filter(
    row =>
      row.origin === 'file' &&
      row.scope_kind === 'entity' &&
      row.versions === null,
  );
  for (const [ref, rows] of Map.groupBy(wanting, row => row.scope_ref)) {
    const names = new Set(rows.flatMap(row => row.vulnerability ?? []));
    for await (const chunk of inChunks([...names])) {
      for (const [name, versions] of await versionsOf(trx, ref, chunk)) {
        await trx('decisions')
          .whereIn(
            'id',
            rows.filter(row => row.vulnerability === name).map(({ id }) => id),
          )
          .update({ versions: JSON.stringify([...versions].sort()) });
      }
    }
  }
}

/** Versions that vulnerabilities are found in, where all of them are known. */
async function versionsOf(
  trx: Knex.Transaction,
  entityRef: string,
  names: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = await trx('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join(
      'vulnerability_names as n',
      'n.vulnerability_id',
      'f.vulnerability_id',
    )
    .where('t.entity_ref', entityRef)
    .whereIn('n.name', [...names])
    .whereNot('f.state', 'resolved')
    .select('n.name', 'f.versions');
  const versions = new Map<string, Set<string>>();
  for (const [name, rows] of Map.groupBy(found, row => row.name)) {
    // Empty until the target is read again after versions came to be kept.
    if (rows.some(row => row.versions === '')) continue;
    const used: string[] = rows.flatMap(row => JSON.parse(row.versions));
    if (used.length > 0) versions.set(name, new Set(used));
  }
  return versions;
}
