import { gunzipSync } from 'node:zlib';
import { cycloneDxPieces } from '../documents/cycloneDx';
import type { DocumentMeta } from '../documents/documentMeta';
import { inventoryPieces } from '../documents/inventoryDocument';
import { type SbomQuality, scoreSbom } from '../documents/quality';
import { readSbom } from '../documents/readSbom';
import { spdxPieces } from '../documents/spdx';
import { SbomError } from '../errors';
import { limits } from '../limits';
import type { Inventory } from '../model';
import { type HandedManifest, takeOver } from './handedManifest';
import {
  type PackedDocument,
  packPieces,
  sha256OfPieces,
} from './packedDocument';

/** The documents of one snapshot. @public */
export interface SnapshotDocuments {
  inventory: PackedDocument;
  cyclonedx: PackedDocument;
  spdx: PackedDocument;
  /** Of the CycloneDX document; absent where it is too large to be scored, and for uploads. */
  quality?: SbomQuality;
}

/** A snapshot whose documents are to be written. @public */
export interface DocumentsTask {
  subject: Inventory['subject'];
  manifests: HandedManifest[];
  meta: DocumentMeta;
  /** The digest of an inventory whose documents are there. */
  known?: string;
}

/**
 * What a snapshot holds: `documents` is absent where the inventory is the known one.
 *
 * @public
 */
export interface WrittenInventory {
  /** Of the inventory, without when it was made. */
  digest: string;
  documents?: SnapshotDocuments;
}

/** Writes the documents of a snapshot, unless they are there. */
export async function writeInventory(
  task: DocumentsTask,
): Promise<WrittenInventory> {
  const inventory: Inventory = { subject: task.subject, manifests: [] };
  for (const manifest of task.manifests) {
    inventory.manifests.push(await takeOver(manifest));
  }
  const { meta, known } = task;
  if (known === undefined) return scored(await documentsOf(inventory, meta));
  const digest = sha256OfPieces(inventoryPieces(inventory));
  return digest === known
    ? { digest }
    : scored(await documentsOf(inventory, meta));
}

/** Writes the documents of a snapshot, one after the other, without their quality. */
export async function documentsOf(
  inventory: Inventory,
  meta: DocumentMeta,
): Promise<Required<WrittenInventory>> {
  const packed = await packPieces(
    'application/vnd.safety-curtain.inventory+json',
    inventoryPieces(inventory),
  );
  return {
    digest: packed.sha256,
    documents: {
      inventory: packed,
      cyclonedx: await packPieces(
        'application/vnd.cyclonedx+json; version=1.6',
        cycloneDxPieces(inventory, meta),
      ),
      spdx: await packPieces(
        'application/spdx+json',
        spdxPieces(inventory, meta),
      ),
    },
  };
}

function scored({
  digest,
  documents,
}: Required<WrittenInventory>): WrittenInventory {
  const quality = qualityOf(documents.cyclonedx);
  return { digest, documents: { ...documents, quality } };
}

/**
 * How good a document of our own is, by the same questions as others'. One that is too large to be
 * read again has no score.
 */
function qualityOf({ gzip, size }: PackedDocument): SbomQuality | undefined {
  if (size > limits.documentSize) return undefined;
  try {
    return scoreSbom(readSbom(gunzipSync(gzip)));
  } catch (error) {
    if (error instanceof SbomError) return undefined;
    throw error;
  }
}
