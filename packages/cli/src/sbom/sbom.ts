import { npmRegistries } from '@safety-curtain/npm-configuration';
import {
  type DocumentAuthor,
  type DocumentMeta,
  type GenerationContext,
  type Inventory,
  type SbomDialect,
  serializeInventory,
  writeSbom,
} from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import { BadInputError } from '../errors';
import { readSource } from '../input/source';
import { printNotes } from '../output/streams';
import { tool } from '../output/tool';
import { uuidOf } from '../output/uuid';

/** Formats by name, with the ones that names without a version stand for. */
export const sbomFormats: Readonly<Record<string, SbomDialect>> = {
  cyclonedx: 'cyclonedx-1.6',
  'cyclonedx-1.6': 'cyclonedx-1.6',
  'cyclonedx-1.7': 'cyclonedx-1.7',
  spdx: 'spdx-2.3',
  'spdx-2.3': 'spdx-2.3',
  'spdx-3.0': 'spdx-3.0',
};

export const contexts: readonly GenerationContext[] = [
  'design',
  'source',
  'build',
  'analyzed',
  'deployed',
  'runtime',
];

export interface SbomOptions {
  format: string;
  context: GenerationContext;
  author: string[];
  organization?: string;
  manufacturer?: string;
  serialNumber?: string;
  documentVersion?: number;
}

/**
 * The same source gives the same document: the serial number is made from the
 * inventory where none is given, and `SOURCE_DATE_EPOCH`
 * (reproducible-builds.org) sets the time.
 */
function documentMeta(
  inventory: Inventory,
  options: SbomOptions,
): DocumentMeta {
  const digest = createHash('sha256')
    .update(serializeInventory(inventory))
    .digest('hex');
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const time = epoch ? new Date(Number(epoch) * 1000) : new Date();
  if (Number.isNaN(time.getTime())) {
    throw new BadInputError('SOURCE_DATE_EPOCH is not a number of seconds');
  }
  return {
    serialNumber: options.serialNumber ?? `urn:uuid:${uuidOf(digest)}`,
    version: options.documentVersion,
    timestamp: time.toISOString(),
    tools: [tool],
    authors: authorsOf(options),
    manufacturer: options.manufacturer,
    context: options.context,
  };
}

function authorsOf({ organization, author }: SbomOptions): DocumentAuthor[] {
  return [
    ...(organization
      ? [{ kind: 'organization' as const, name: organization }]
      : []),
    ...author.map(name => ({ kind: 'person' as const, name })),
  ];
}

/** Writes the SBOM of a place to standard output. */
export async function sbom(place: string, options: SbomOptions): Promise<void> {
  const { inventory, notes } = readSource(place, await npmRegistries());
  printNotes(notes);
  const meta = documentMeta(inventory, options);
  const { text } = writeSbom(inventory, meta, sbomFormats[options.format]);
  process.stdout.write(text);
}
