import { InputError, SbomError } from '../errors';
import { readJson } from '../input/json';
import { isFields } from '../input/shape';
import { limits } from '../limits';
import { readCycloneDx } from './readCycloneDx';
import { readSpdx } from './readSpdx';
import type { Sbom } from './sbom';

function decode(bytes: Uint8Array): string {
  if (bytes.length > limits.fileSize) {
    throw new InputError(
      `the document is larger than ${limits.fileSize / 1024 / 1024} MiB`,
    );
  }
  const [first, second] = bytes;
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    first === 0 ||
    second === 0
  ) {
    throw new InputError('the document is in UTF-16; UTF-8 is needed');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('the document is not valid UTF-8');
  }
}

/** Names formats that exist but are not read, so that the user knows what to convert. */
function refuseOtherFormats(text: string): void {
  const start = text.slice(0, 2_000);
  if (/^\s*</.test(start)) {
    const format = /rdf:RDF/i.test(start) ? 'SPDX RDF/XML' : 'CycloneDX XML';
    throw new InputError(`${format} is not read: export the SBOM as JSON`);
  }
  if (/^\s*SPDXVersion:/m.test(start)) {
    throw new InputError('SPDX tag-value is not read: export the SBOM as JSON');
  }
  if (
    /^\s*["']?(?:spdxVersion|SPDXID|bomFormat)["']?:/m.test(start) &&
    !/^\s*\{/.test(start)
  ) {
    throw new InputError('a YAML SBOM is not read: export it as JSON');
  }
}

function read(bytes: Uint8Array): Sbom {
  const text = decode(bytes);
  refuseOtherFormats(text);
  const document = readJson(text);
  if (!isFields(document)) {
    throw new InputError('the document is not a JSON object');
  }
  if (document.bomFormat === 'CycloneDX') {
    return readCycloneDx(document);
  }
  if (document.spdxVersion !== undefined) {
    return readSpdx(document);
  }
  if (document['@graph'] !== undefined || document['@context'] !== undefined) {
    throw new InputError('SPDX 3 is not read: export the SBOM as SPDX 2.3');
  }
  throw new InputError(
    "neither 'bomFormat' nor 'spdxVersion' says that this is an SBOM",
  );
}

/**
 * Reads a CycloneDX 1.2 to 1.7 or SPDX 2.2 or 2.3 document in JSON. Malformed parts are left out and
 * named in `warnings`; validity against the schema is not asked for.
 *
 * @throws SbomError for any other format, and where a limit is reached
 */
export function readSbom(bytes: Uint8Array): Sbom {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof InputError) {
      throw new SbomError(error.message);
    }
    throw new SbomError('the document cannot be read');
  }
}
