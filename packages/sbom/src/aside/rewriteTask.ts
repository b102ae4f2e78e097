import { readFile, writeFile } from 'node:fs/promises';
import { parseInventory } from '../documents/inventoryDocument';
import { type SbomDialect, sbomPieces } from '../documents/writeSbom';
import { headOfFile, writtenMeta } from '../documents/writtenMeta';
import type { DocumentMeta } from '../documents/documentMeta';
import { fileBytes } from './fileBytes';

/** An inventory whose document is wanted in another format. @public */
export interface RewriteTask {
  /** The path of a file that holds it, as `serializeInventory` writes it. */
  inventory: string;
  /** The path of its CycloneDX document, which says how that was made. */
  cyclonedx: string;
  dialect: SbomDialect;
  /** The path of a file that is not there yet. */
  output: string;
}

/** Writes the document of an inventory in another format than the ones that are kept. */
export async function rewriteSbom({
  inventory,
  cyclonedx,
  dialect,
  output,
}: RewriteTask): Promise<{ mediaType: string }> {
  const { mediaType, pieces } = sbomPieces(
    parseInventory(await readFile(inventory, 'utf8')),
    metaOf(cyclonedx),
    dialect,
  );
  await writeFile(output, pieces, { flag: 'wx' });
  return { mediaType };
}

function metaOf(cyclonedx: string): DocumentMeta {
  const bytes = fileBytes(cyclonedx);
  try {
    return writtenMeta(headOfFile(bytes));
  } finally {
    bytes.close();
  }
}
