import type { Inventory } from '../model';
import { cycloneDxPieces } from './cycloneDx';
import type { DocumentMeta } from './documentMeta';
import { spdxPieces } from './spdx';

/** Formats that documents are written in, with their versions. @public */
export const sbomDialects = [
  'cyclonedx-1.6',
  'cyclonedx-1.7',
  'spdx-2.3',
  'spdx-3.0',
] as const;

/** @public */
export type SbomDialect = (typeof sbomDialects)[number];

interface Writer {
  mediaType: string;
  pieces(inventory: Inventory, meta: DocumentMeta): Iterable<string>;
}

const WRITERS: Record<SbomDialect, Writer> = {
  'cyclonedx-1.6': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.6',
    pieces: cycloneDxPieces,
  },
  'cyclonedx-1.7': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.7',
    pieces: (inventory, meta) =>
      cycloneDxPieces(inventory, meta, { specVersion: '1.7' }),
  },
  'spdx-2.3': { mediaType: 'application/spdx+json', pieces: spdxPieces },
  'spdx-3.0': {
    mediaType: 'application/spdx+json; version=3.0',
    pieces: (inventory, meta) =>
      spdxPieces(inventory, meta, { specVersion: '3.0' }),
  },
};

/**
 * The document of an inventory in a format, by its name, piece by piece: of a large one, the whole text
 * is several times as large as the inventory. To be gone through once.
 *
 * @public
 */
export function sbomPieces(
  inventory: Inventory,
  meta: DocumentMeta,
  dialect: SbomDialect,
): { mediaType: string; pieces: Iterable<string> } {
  const { mediaType, pieces } = WRITERS[dialect];
  return { mediaType, pieces: pieces(inventory, meta) };
}

/** Writes the inventory in a format, by its name. @public */
export function writeSbom(
  inventory: Inventory,
  meta: DocumentMeta,
  dialect: SbomDialect,
): { mediaType: string; text: string } {
  const { mediaType, pieces } = sbomPieces(inventory, meta, dialect);
  return { mediaType, text: [...pieces].join('') };
}
