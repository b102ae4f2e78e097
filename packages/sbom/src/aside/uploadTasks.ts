import { readFile, writeFile } from 'node:fs/promises';
import type { DocumentMeta } from '../documents/documentMeta';
import { linkOfSbom } from '../documents/bomLink';
import { inventoryOfSbom, refsOfSbom } from '../documents/inventoryOfSbom';
import { SbomQuality, scoreSbom } from '../documents/quality';
import { readSbom } from '../documents/readSbom';
import type { Sbom } from '../documents/sbom';
import { vexOf } from '../documents/vex';
import { SbomError } from '../errors';
import type { Inventory, Manifest } from '../model';
import { documentsOf, WrittenInventory } from './documentTasks';
import { HandedManifest, handOver } from './handedManifest';
import { packDocument, PackedDocument } from './packedDocument';

/** An SBOM that somebody made, to be read. @public */
export interface UploadTask {
  /** Where its bytes are. Components of it go beside it. */
  file: string;
  /** Bytes of memory that its values may take. */
  memory: number;
  /** What its manifest is called in the target. */
  path: string;
  subject: Inventory['subject'];
  meta: DocumentMeta;
}

/** An uploaded SBOM as it was understood. @public */
export interface UnderstoodSbom<M = Manifest>
  extends Required<WrittenInventory> {
  manifests: M[];
  original: PackedDocument;
  format: Sbom['format'];
  specVersion: string;
  tools: string[];
  quality: SbomQuality;
  /** What other documents call it by, where it has a serial number. */
  bomLink?: string;
  /** Refs of its components that are not their package URLs, each with that. */
  refs: [string, string][];
  warnings: string[];
}

/**
 * Reads an SBOM that somebody made, and writes the documents of its snapshot. What the engine refuses
 * comes back as `{ error }`.
 */
export async function readUpload({
  file,
  memory,
  path,
  subject,
  meta,
}: UploadTask): Promise<
  { upload: UnderstoodSbom<HandedManifest> } | { error: string }
> {
  const bytes = await readFile(file);
  try {
    const document = readSbom(bytes, { memory });
    const { manifests } = inventoryOfSbom(document, { path });
    // What is written anew says of its making what was sent did.
    const [context] = document.metadata.contexts;
    const written = documentsOf({ subject, manifests }, { ...meta, context });
    return {
      upload: {
        ...(written as Required<WrittenInventory>),
        manifests: await handAllOver(manifests, file),
        original: packDocument(mediaTypeOf(document), bytes),
        format: document.format,
        specVersion: document.specVersion,
        tools: document.metadata.tools,
        quality: scoreSbom(document),
        ...linksOf(document),
        warnings: document.warnings,
      },
    };
  } catch (error) {
    if (error instanceof SbomError) return { error: error.message };
    throw error;
  }
}

/** So many refs are more than any document that statements were made about; they go in one message. */
const MOST_REFS = 20_000;

function linksOf(document: Sbom): Pick<UnderstoodSbom, 'bomLink' | 'refs'> {
  const bomLink = linkOfSbom(document);
  const refs = bomLink === undefined ? [] : refsOfSbom(document);
  return { bomLink, refs: refs.length > MOST_REFS ? [] : refs };
}

async function handAllOver(
  manifests: Manifest[],
  file: string,
): Promise<HandedManifest[]> {
  const handed: HandedManifest[] = [];
  for (const [index, manifest] of manifests.entries()) {
    handed.push(await handOver(manifest, `${file}.components-${index}`));
  }
  return handed;
}

const SPDX_TYPES: Partial<Record<Sbom['encoding'], string>> = {
  json: 'application/spdx+json',
  yaml: 'application/spdx+yaml',
};

function mediaTypeOf({ format, encoding, specVersion }: Sbom): string {
  switch (format) {
    case 'SPDX':
      return specVersion.startsWith('3')
        ? 'application/spdx+json; version=3.0'
        : SPDX_TYPES[encoding] ?? 'text/spdx';
    case 'Syft':
      return 'application/vnd.syft+json';
    default:
      return `application/vnd.cyclonedx+${encoding}; version=${specVersion}`;
  }
}

/**
 * Writes the assessments (VEX) in an SBOM as a document of their own; false where it holds none.
 *
 * @throws SbomError where it cannot be read
 */
export async function extractVex(task: {
  file: string;
  memory: number;
  output: string;
}): Promise<boolean> {
  const bytes = await readFile(task.file);
  const vex = vexOf(readSbom(bytes, { memory: task.memory }));
  if (vex !== undefined) await writeFile(task.output, vex, { flag: 'wx' });
  return vex !== undefined;
}
