import type { Provenance } from '@safety-curtain/provenance';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { DbTargetImagesRow } from '../../database/tables';

/** An image that is to be looked at, with whose it is. */
export interface DueImage extends DbTargetImagesRow {
  entity_ref: string;
}

/** What is kept of an image beside its digests. JSON. */
export interface ImageFacts {
  platform?: string;
  createdAt?: string;
  labels: Record<string, string>;
  base?: { name?: string; digest?: string };
  /** How many signatures there are. */
  signatures: number;
  /** What they and attestations come to; absent where nobody verifies them. */
  provenance?: ImageProvenance;
  /** Where its SBOM was found. */
  sbomFrom?: string;
}

/** Where an image comes from. */
export interface ImageProvenance extends Omit<Provenance, 'attestations'> {
  /** Digest of the image, of what is beside it, and of what was trusted. */
  of: string;
}

/** Images that are due now, those that wait longest first. */
export function dueImages(
  knex: Knex,
  now: Date,
  limit: number,
): Promise<DueImage[]> {
  return knex('target_images as i')
    .join('targets as t', 't.id', 'i.target_id')
    .where('i.due_at', '<=', now)
    .whereNull('t.removed_at')
    .orderBy(['i.due_at', 'i.id'])
    .limit(limit)
    .select('i.*', 't.entity_ref');
}

/**
 * Writes what became of looking at an image, unless its annotation has another
 * one by now: that one is due.
 */
export async function recordImage(
  knex: Knex,
  { id, image }: Pick<DueImage, 'id' | 'image'>,
  changes: Partial<Omit<DbTargetImagesRow, 'id' | 'target_id'>>,
): Promise<void> {
  const { error, sbom_error: sbomError } = changes;
  await knex('target_images')
    .where({ id, image })
    .whereNull('removed_at')
    .update({
      ...changes,
      ...(error && { error: toText(error) }),
      ...(sbomError && { sbom_error: toText(sbomError) }),
    });
}

/** Has the images of a target looked at now. */
export async function lookAtImages(
  knex: Knex,
  entityRef: string,
): Promise<void> {
  await knex('target_images')
    .whereIn(
      'target_id',
      knex('targets').where('entity_ref', entityRef).select('id'),
    )
    .update({ due_at: new Date() });
}

/** The images of a target, as annotations name them now. */
export function imagesOf(
  knex: Knex,
  targetId: number,
): Promise<DbTargetImagesRow[]> {
  return knex('target_images')
    .where('target_id', targetId)
    .whereNull('removed_at')
    .orderBy('image');
}
