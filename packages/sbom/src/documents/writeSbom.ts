import type { Inventory } from '../model';
import { writeCycloneDx } from './cycloneDx';
import type { DocumentMeta } from './documentMeta';
import { writeSpdx } from './spdx';

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
  write(inventory: Inventory, meta: DocumentMeta): string;
}

const WRITERS: Record<SbomDialect, Writer> = {
  'cyclonedx-1.6': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.6',
    write: writeCycloneDx,
  },
  'cyclonedx-1.7': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.7',
    write: (inventory, meta) =>
      writeCycloneDx(inventory, meta, { specVersion: '1.7' }),
  },
  'spdx-2.3': { mediaType: 'application/spdx+json', write: writeSpdx },
  'spdx-3.0': {
    mediaType: 'application/spdx+json; version=3.0',
    write: (inventory, meta) =>
      writeSpdx(inventory, meta, { specVersion: '3.0' }),
  },
};

/** Writes the inventory in a format, by its name. @public */
export function writeSbom(
  inventory: Inventory,
  meta: DocumentMeta,
  dialect: SbomDialect,
): { mediaType: string; text: string } {
  const { mediaType, write } = WRITERS[dialect];
  return { mediaType, text: write(inventory, meta) };
}
