import { readFile, writeFile } from 'node:fs/promises';
import { parseInventory } from '../documents/inventoryDocument';
import { type SbomDialect, writeSbom } from '../documents/writeSbom';
import { writtenMeta } from '../documents/writtenMeta';

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
  const { mediaType, text } = writeSbom(
    parseInventory(await readFile(inventory, 'utf8')),
    writtenMeta(await readFile(cyclonedx, 'utf8')),
    dialect,
  );
  await writeFile(output, text, { flag: 'wx' });
  return { mediaType };
}
