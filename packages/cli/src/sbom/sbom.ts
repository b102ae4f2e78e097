import {
  type Inventory,
  serializeInventory,
  writeCycloneDx,
  writeSpdx,
} from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import { readConfiguration } from '../configuration/configuration';
import { BadInputError } from '../errors';
import { type PlacesReading, readSources } from '../input/sources';
import { printNotes } from '../output/streams';
import { tool } from '../output/tool';
import { uuidOf } from '../output/uuid';

/** What may be said beside the places. */
export interface SbomOptions extends PlacesReading {
  exclude: string[];
  /** A file that says what is left out, too. */
  config?: string;
  format: 'cyclonedx' | 'spdx';
}

/** Writes the SBOM of places. */
export async function sbom(
  places: string[],
  { config, exclude, format, stdinName }: SbomOptions,
): Promise<void> {
  const { inventory, notes } = await readSources(places, {
    stdinName,
    exclude: [...exclude, ...readConfiguration(config).exclude],
  });
  printNotes(notes);
  const write = format === 'spdx' ? writeSpdx : writeCycloneDx;
  process.stdout.write(write(inventory, documentMeta(inventory)));
}

/**
 * The same source gives the same document: the serial number is made from the
 * inventory, and `SOURCE_DATE_EPOCH` (reproducible-builds.org) sets the time.
 */
function documentMeta(inventory: Inventory) {
  const digest = createHash('sha256')
    .update(serializeInventory(inventory))
    .digest('hex');
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const time = epoch ? new Date(Number(epoch) * 1000) : new Date();
  if (Number.isNaN(time.getTime())) {
    throw new BadInputError('SOURCE_DATE_EPOCH is not a number of seconds');
  }
  return {
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    timestamp: time.toISOString(),
    tools: [tool],
  };
}
