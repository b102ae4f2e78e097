import { parseImage } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { inChunks } from '../../database/dialect';

/** An image that an annotation names. */
export interface AnnotatedImage {
  image: string;
  /** Of the snapshots of its SBOMs. */
  series: string;
}

/** Images of one entity. */
const MOST_IMAGES = 20;
const PREFIX = 'image:';
/** `snapshots.series` has room for these. */
const LONGEST_SERIES = 63;
const HASH_LENGTH = 8;

/**
 * The images of an annotation, apart by commas or spaces; of several of one
 * repository the first. What is no name of an image is kept: that it is none is
 * told where it cannot be read.
 */
export function annotatedImages(annotation = ''): AnnotatedImage[] {
  const images = new Map<string, string>();
  for (const text of annotation.split(/[\s,]+/).filter(Boolean)) {
    const image = text.slice(0, 600);
    const series = seriesOfImage(image);
    if (!images.has(series)) images.set(series, image);
  }
  return [...images]
    .map(([series, image]) => ({ image, series }))
    .slice(0, MOST_IMAGES);
}

/** `image:ghcr.io/acme/shop`; what is longer is cut in front, and told apart by a hash. */
export function seriesOfImage(text: string): string {
  const image = parseImage(text);
  const name = image
    ? [image.registry, image.repository].filter(Boolean).join('/')
    : text;
  const series = PREFIX + name;
  if (series.length <= LONGEST_SERIES) return series;
  const hash = createHash('sha256').update(name).digest('hex');
  const room = LONGEST_SERIES - PREFIX.length - HASH_LENGTH - 2;
  return `${PREFIX}${hash.slice(0, HASH_LENGTH)}…/${name.slice(-room)}`;
}

/**
 * Brings the images of targets in step with their annotations: new ones and
 * others of a known repository are due, what is named no more goes when it is
 * looked at. The caller holds the targets' rows.
 */
export async function storeAnnotatedImages(
  trx: Knex.Transaction,
  targets: readonly { id: number; images: readonly AnnotatedImage[] }[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(targets)) {
    const rows = await trx('target_images')
      .whereIn(
        'target_id',
        chunk.map(({ id }) => id),
      )
      .select('id', 'target_id', 'series', 'image', 'removed_at');
    const left = new Map(
      rows.map(row => [`${row.target_id} ${row.series}`, row]),
    );
    const added = [];
    for (const { id, images } of chunk) {
      for (const { image, series } of images) {
        const key = `${id} ${series}`;
        const row = left.get(key);
        left.delete(key);
        if (!row) {
          added.push({ target_id: id, series, image, due_at: now });
        } else if (row.image !== image || row.removed_at !== null) {
          await renameImage(trx, row.id, image, now);
        }
      }
    }
    if (added.length > 0) {
      await trx('target_images').insert(added).onConflict().ignore();
    }
    await removeImages(
      trx,
      [...left.values()].flatMap(row => (row.removed_at ? [] : row.id)),
      now,
    );
  }
}

/** Another tag of the same repository, or an image that is back. */
async function renameImage(
  trx: Knex.Transaction,
  id: number,
  image: string,
  now: Date,
): Promise<void> {
  await trx('target_images').where('id', id).update({
    image,
    removed_at: null,
    // What it brought may be gone.
    content: null,
    due_at: now,
    attempts: 0,
  });
}

async function removeImages(
  trx: Knex.Transaction,
  ids: number[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await trx('target_images')
    .whereIn('id', ids)
    .update({ removed_at: now, due_at: now });
}
