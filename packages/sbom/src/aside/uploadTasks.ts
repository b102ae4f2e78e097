import { type ByteSource, piecesOf } from '@safety-curtain/input';
import { writeFile } from 'node:fs/promises';
import type { DocumentMeta } from '../documents/documentMeta';
import { linkOfSbom } from '../documents/bomLink';
import { inventoryTakenFrom, refsOfSbom } from '../documents/inventoryOfSbom';
import { SbomQuality, scoreSbom } from '../documents/quality';
import { readSbom } from '../documents/readSbom';
import type { Sbom } from '../documents/sbom';
import { vexOf } from '../documents/vex';
import { SbomError } from '../errors';
import type { Inventory, Manifest } from '../model';
import { documentsOf, WrittenInventory } from './documentTasks';
import { HandedManifest, handOver } from './handedManifest';
import { fileBytes } from './fileBytes';
import { type PackedDocument, packPieces } from './packedDocument';

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
  /** Digests of what an attestation has to be about, where there is one. */
  about?: readonly string[];
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
  about,
}: UploadTask): Promise<
  { upload: UnderstoodSbom<HandedManifest> } | { error: string }
> {
  const bytes = fileBytes(file);
  try {
    const understood = understand(bytes, { memory, path, about });
    if (typeof understood === 'string') return { error: understood };
    const { told, manifests, context, mediaType } = understood;
    const written = await documentsOf(
      { subject, manifests },
      // What is written anew says of its making what was sent did.
      { ...meta, context },
    );
    return {
      upload: {
        ...written,
        manifests: await handAllOver(manifests, file),
        original: await packPieces(mediaType, piecesOf(bytes)),
        ...told,
      },
    };
  } catch (error) {
    if (error instanceof SbomError) return { error: error.message };
    throw error;
  } finally {
    bytes.close();
  }
}

/** What is told of a document, and its inventory, without the document; or why it is refused. */
function understand(
  bytes: ByteSource,
  { memory, path, about }: Pick<UploadTask, 'memory' | 'path' | 'about'>,
) {
  const document = readSbom(bytes, { memory });
  const fault = about && faultOfSubjects(document, about);
  if (fault) return fault;
  const told = {
    format: document.format,
    specVersion: document.specVersion,
    tools: document.metadata.tools,
    quality: scoreSbom(document),
    ...linksOf(document),
    warnings: document.warnings,
  };
  const [context] = document.metadata.contexts;
  const mediaType = mediaTypeOf(document);
  // The last, as it takes the components out of the document.
  const { manifests } = inventoryTakenFrom(document, { path });
  return { told, manifests, context, mediaType };
}

function faultOfSubjects(
  { attests }: Sbom,
  about: readonly string[],
): string | undefined {
  if (!attests || attests.some(digest => about.includes(digest))) {
    return undefined;
  }
  return `the attestation is about something else: ${
    attests[0]?.slice(0, 100) ?? 'it names nothing'
  }`;
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

function mediaTypeOf({ format, encoding, specVersion, attests }: Sbom): string {
  // The bytes are those of the attestation, in one of its wrappings.
  if (attests) return 'application/vnd.in-toto+json';
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
  const bytes = fileBytes(task.file);
  try {
    const vex = vexOf(readSbom(bytes, { memory: task.memory }));
    if (vex !== undefined) await writeFile(task.output, vex, { flag: 'wx' });
    return vex !== undefined;
  } finally {
    bytes.close();
  }
}
