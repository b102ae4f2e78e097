import type { Provenance } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toIso } from '../../database/dialect';
import type { DbComponentProvenanceRow } from '../../database/tables';
import type { ProvenanceDetails } from '../../records/provenance/componentProvenance';

/** What is known of where a package version comes from; undefined where nobody asks. */
export async function readProvenance(
  knex: Knex,
  componentId: number,
): Promise<Provenance | undefined> {
  const row = await knex('component_provenance')
    .where('component_id', componentId)
    .first();
  return row && toProvenance(row);
}

/** The same of many, by purl; of those only that somebody has answered for. */
export async function provenanceOf(
  knex: Knex,
  purls: readonly string[],
): Promise<Map<string, Provenance>> {
  const known = new Map<string, Provenance>();
  for await (const chunk of inChunks(purls)) {
    const rows: (DbComponentProvenanceRow & { purl: string })[] = await knex(
      'component_provenance as pv',
    )
      .join('components as c', 'c.id', 'pv.component_id')
      .whereIn('c.purl', chunk)
      .whereNotNull('pv.outcome')
      .select('pv.*', 'c.purl');
    for (const row of rows) {
      const provenance = toProvenance(row);
      if (provenance) known.set(row.purl, provenance);
    }
  }
  return known;
}

function toProvenance(row: DbComponentProvenanceRow): Provenance | undefined {
  if (row.outcome === null && row.error === null) return undefined;
  const details: ProvenanceDetails = row.details
    ? JSON.parse(row.details)
    : { attestations: [] };
  return {
    ...details,
    outcome: row.outcome ?? undefined,
    reason: row.reason ?? undefined,
    checkedAt: toIso(row.checked_at),
    error: row.error ?? undefined,
  };
}
