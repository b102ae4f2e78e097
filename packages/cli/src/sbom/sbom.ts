import {
  coverageProperties,
  type DocumentAuthor,
  type DocumentMeta,
  type GenerationContext,
  inventoryPieces,
  sbomPieces,
} from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import { readConfiguration } from '../configuration/configuration';
import { BadInputError } from '../errors';
import type { Source } from '../input/source';
import { type PlacesReading, readSources } from '../input/sources';
import { print, printNotes } from '../output/streams';
import { tool } from '../output/tool';
import { uuidOf } from '../output/uuid';
import { sbomFormats } from './formats';
import { signingKeyOf, writeSigned } from './signed';

/** What may be said beside the places. */
export interface SbomOptions extends PlacesReading {
  exclude: string[];
  /** A file that says what is left out, too. */
  config?: string;
  format: string;
  context: GenerationContext;
  author: string[];
  organization?: string;
  manufacturer?: string;
  serialNumber?: string;
  documentVersion?: number;
  /** Also where some file could not be read. */
  partial: boolean;
  /** A file; standard output where absent. */
  output?: string;
  /** A file with a private key. */
  sign?: string;
  /** The variable that holds the key's passphrase. */
  passphraseEnv?: string;
}

/**
 * The same source gives the same document: the serial number is made from the
 * inventory where none is given, and `SOURCE_DATE_EPOCH`
 * (reproducible-builds.org) sets the time.
 */
function documentMeta(
  { inventory, unreadable }: Source,
  options: SbomOptions,
): DocumentMeta {
  const hash = createHash('sha256');
  for (const piece of inventoryPieces(inventory)) hash.update(piece);
  const digest = hash.digest('hex');
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
    ...(unreadable.length > 0 && {
      properties: coverageProperties(unreadable.map(({ at }) => at)),
    }),
  };
}

/** A document outlives what was said of its making. */
function refusePartial({ unreadable }: Source): void {
  const [first] = unreadable;
  if (!first) return;
  throw new BadInputError(
    `${first.at} could not be read: ${first.reason}. Use --partial for a document that says that it is incomplete`,
  );
}

function authorsOf({ organization, author }: SbomOptions): DocumentAuthor[] {
  return [
    ...(organization
      ? [{ kind: 'organization' as const, name: organization }]
      : []),
    ...author.map(name => ({ kind: 'person' as const, name })),
  ];
}

/** Writes the SBOM of places to standard output, or to a file with its signature beside it. */
export async function sbom(
  places: string[],
  options: SbomOptions,
): Promise<void> {
  const { config, exclude, stdinName, output } = options;
  const key = signingKeyOf(options);
  const source = await readSources(places, {
    stdinName,
    exclude: [...exclude, ...readConfiguration(config).exclude],
  });
  printNotes(source.notes);
  if (!options.partial) refusePartial(source);
  const meta = documentMeta(source, options);
  const document = sbomPieces(
    source.inventory,
    meta,
    sbomFormats[options.format],
  );
  if (output === undefined) await print(document.pieces);
  else writeSigned(output, document, key);
}
