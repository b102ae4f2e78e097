import { writeCycloneDx } from '../documents/cycloneDx';
import type { DocumentMeta } from '../documents/documentMeta';
import { serializeInventory } from '../documents/inventoryDocument';
import { SbomQuality, scoreSbom } from '../documents/quality';
import { readSbom } from '../documents/readSbom';
import { writeSpdx } from '../documents/spdx';
import { SbomError } from '../errors';
import type { Inventory } from '../model';
import { HandedManifest, takeOver } from './handedManifest';
import { packDocument, PackedDocument, sha256Of } from './packedDocument';

/** The documents of one snapshot. @public */
export interface SnapshotDocuments {
  inventory: PackedDocument;
  cyclonedx: PackedDocument;
  spdx: PackedDocument;
  /** Of the CycloneDX document; absent where it is too large to be scored. */
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
  return documentsOf(inventory, task.meta, task.known);
}

export function documentsOf(
  inventory: Inventory,
  meta: DocumentMeta,
  known?: string,
): WrittenInventory {
  const text = serializeInventory(inventory);
  const digest = sha256Of(text);
  if (digest === known) return { digest };
  const cyclonedx = writeCycloneDx(inventory, meta);
  return {
    digest,
    documents: {
      inventory: packDocument(
        'application/vnd.safety-curtain.inventory+json',
        text,
      ),
      cyclonedx: packDocument(
        'application/vnd.cyclonedx+json; version=1.6',
        cyclonedx,
      ),
      spdx: packDocument('application/spdx+json', writeSpdx(inventory, meta)),
      quality: qualityOf(cyclonedx),
    },
  };
}

/**
 * How good a document of our own is, by the same questions as others'. One that is too large to be
 * read again has no score.
 */
function qualityOf(cyclonedx: string): SbomQuality | undefined {
  try {
    return scoreSbom(readSbom(Buffer.from(cyclonedx)));
  } catch (error) {
    if (error instanceof SbomError) return undefined;
    throw error;
  }
}
