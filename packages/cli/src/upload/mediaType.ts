import { encodingOf } from '@safety-curtain/input';
import fs from 'node:fs';
import { BadInputError } from '../errors';

/** Longer than any marker, so that none is missed where two chunks meet. */
const OVERLAP = 64;

const JSON_TYPES = [
  { marker: '"bomFormat"', mediaType: 'application/vnd.cyclonedx+json' },
  { marker: '"spdxVersion"', mediaType: 'application/spdx+json' },
  { marker: '/spdx-context.jsonld"', mediaType: 'application/spdx+json' },
  {
    marker: '/anchore/syft/main/schema/json/',
    mediaType: 'application/vnd.syft+json',
  },
];

/**
 * The media type of an SBOM, by what stands in the file: a name says little.
 * Members of JSON may come in any order, so the file is read until one that
 * tells is found. Throws `BadInputError` for what is no SBOM.
 */
export async function mediaTypeOf(file: string): Promise<string> {
  let start = '';
  let decoder: TextDecoder | undefined;
  for await (const chunk of fs.createReadStream(file)) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const text = start + decoder.decode(chunk, { stream: true });
    const isBeginning = start === '';
    const beginning = isBeginning ? otherThanJson(text) : undefined;
    if (beginning) return beginning;
    const [found] = JSON_TYPES.map(type => ({
      ...type,
      at: text.indexOf(type.marker),
    }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    if (found) return found.mediaType;
    start = text.slice(-OVERLAP);
  }
  throw new BadInputError(`${file} is no document of CycloneDX, SPDX or Syft`);
}

function otherThanJson(text: string): string | undefined {
  const start = text.trimStart();
  if (start.startsWith('<')) return 'application/vnd.cyclonedx+xml';
  if (start.startsWith('{')) return undefined;
  if (/^SPDXVersion:/m.test(start)) return 'text/spdx';
  return /^["']?spdxVersion["']?:/m.test(start)
    ? 'application/spdx+yaml'
    : undefined;
}
