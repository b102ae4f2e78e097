import type { TargetImage } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toIso } from '../../database/dialect';
import {
  type ImageFacts,
  type ImageProvenance,
  imagesOf,
} from '../../records/images/imageStore';

/** The images of a target, with what their registries told of them last. */
export async function readImages(
  knex: Knex,
  targetId: number,
): Promise<TargetImage[]> {
  const rows = await imagesOf(knex, targetId);
  if (rows.length === 0) return [];
  const counts: { series: string; count: number | string }[] = await knex(
    'target_manifests as m',
  )
    .join('target_components as link', 'link.manifest_id', 'm.id')
    .where('m.target_id', targetId)
    .whereIn(
      'm.series',
      rows.map(row => row.series),
    )
    .groupBy('m.series')
    .select('m.series')
    .count({ count: '*' });
  const components = new Map(
    counts.map(row => [row.series, Number(row.count)]),
  );
  return rows.map(row => {
    const facts: Partial<ImageFacts> =
      row.facts === null ? {} : JSON.parse(row.facts);
    const { labels = {}, base } = facts;
    return {
      image: row.image,
      path: row.series,
      digest: row.digest ?? undefined,
      imageDigest: row.image_digest ?? undefined,
      platform: facts.platform,
      createdAt: facts.createdAt,
      source: labels.source,
      revision: labels.revision,
      version: labels.version,
      base,
      signatures: facts.signatures,
      provenance: facts.provenance && withoutDigest(facts.provenance),
      sbom: row.sbom ?? undefined,
      sbomReason: row.sbom_error ?? undefined,
      sbomFrom: facts.sbomFrom,
      components: components.get(row.series) ?? 0,
      changedAt: toIso(row.changed_at),
      lookedAt: toIso(row.looked_at),
      error: row.error ?? undefined,
    };
  });
}

function withoutDigest({ of: _, ...provenance }: ImageProvenance) {
  return provenance;
}
