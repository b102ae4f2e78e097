import {
  decodeText,
  encodingOf as textEncodingOf,
  InputError,
  isFields,
  readJson,
  readYaml,
  refuseDamage,
} from '@safety-curtain/input';
import { SbomError } from '../errors';
import { limits } from '../limits';
import { readCycloneDxXml } from './cycloneDxXml';
import { readCycloneDx } from './readCycloneDx';
import { readSpdx } from './readSpdx';
import { readSpdx3 } from './readSpdx3';
import { isSyft, readSyft } from './readSyft';
import type { Sbom } from './sbom';
import { isSpdx3 } from './spdx3Graph';
import { readSpdxTagValue } from './spdxTagValue';

function decode(bytes: Uint8Array): string {
  if (bytes.length > limits.documentSize) {
    throw new InputError(
      `the document is larger than ${limits.documentSize / 1024 / 1024} MiB`,
    );
  }
  try {
    return decodeText(bytes, { strict: true });
  } catch {
    const encoding = textEncodingOf(bytes).toUpperCase();
    throw new InputError(`the document is not valid ${encoding}`);
  }
}

/** What a document's beginning shows it to be, whatever its name. */
type SbomEncoding =
  | 'json'
  | 'cyclonedx-xml'
  | 'spdx-tag-value'
  | 'spdx-rdf'
  | 'yaml';

function encodingOf(start: string): SbomEncoding {
  if (/^\s*</.test(start)) {
    return /rdf:RDF/i.test(start) ? 'spdx-rdf' : 'cyclonedx-xml';
  }
  if (/^\s*[{[]/.test(start)) {
    return 'json';
  }
  if (/^\s*SPDXVersion:/m.test(start)) {
    return 'spdx-tag-value';
  }
  return /^\s*["']?(?:spdxVersion|SPDXID|bomFormat)["']?:/m.test(start)
    ? 'yaml'
    : 'json';
}

function read(bytes: Uint8Array, memory: number): Sbom {
  const text = decode(bytes);
  refuseDamage(text);
  switch (encodingOf(text.slice(0, 4_000))) {
    case 'spdx-rdf':
      throw new InputError(
        'SPDX RDF/XML is not supported: export the SBOM as JSON',
      );
    case 'yaml':
      return readSpdxYaml(text);
    case 'cyclonedx-xml':
      return readCycloneDx(readCycloneDxXml(text, memory), 'xml');
    case 'spdx-tag-value':
      return readSpdx(readSpdxTagValue(text), 'tag-value');
    default:
      return readJsonSbom(text, memory);
  }
}

function readJsonSbom(text: string, memory: number): Sbom {
  const document = readJson(text, memory);
  if (!isFields(document)) {
    throw new InputError('the document is not a JSON object');
  }
  if (document.bomFormat === 'CycloneDX') {
    return readCycloneDx(document);
  }
  if (document.spdxVersion !== undefined) {
    return readSpdx(document);
  }
  if (isFields(document.sbom) && document.sbom.spdxVersion !== undefined) {
    // What GitHub's API answers (REST API, "Software bill of materials").
    return readSpdx(document.sbom);
  }
  if (isSpdx3(document)) {
    return readSpdx3(document);
  }
  if (isSyft(document)) {
    return readSyft(document);
  }
  throw new InputError(
    "neither 'bomFormat' nor 'spdxVersion' says that this is an SBOM",
  );
}

/** CycloneDX has no YAML form. */
function readSpdxYaml(text: string): Sbom {
  const [document, ...others] = readYaml(text);
  if (!isFields(document) || others.length > 0) {
    throw new InputError('the document is not one YAML mapping');
  }
  if (document.spdxVersion === undefined) {
    throw new InputError(
      "'spdxVersion' does not say that this YAML is an SPDX document",
    );
  }
  return readSpdx(document, 'yaml');
}

/**
 * Reads a CycloneDX document (1.2 to 1.7 in JSON, 1.0 to 1.7 in XML), an SPDX document (2.2 or 2.3
 * in JSON, also as GitHub's API wraps it, tag-value or YAML; 3.0 in JSON-LD) or one of Syft's own
 * JSON, in UTF-8 or UTF-16. Malformed parts are left out and named in `warnings`; validity against
 * the schema is not asked for.
 *
 * @param options - `memory`: bytes that the values of the document may take; a thread whose heap is
 * smaller than that, twice the document's size and 64 MiB may end the process
 * @throws SbomError for any other format, for text that is not in its format (with the line), and
 * where a limit is reached
 *
 * @public
 */
export function readSbom(
  bytes: Uint8Array,
  { memory = limits.memory }: { memory?: number } = {},
): Sbom {
  try {
    return read(bytes, memory);
  } catch (error) {
    if (error instanceof InputError) {
      throw new SbomError(error.message);
    }
    throw new SbomError('the document cannot be read');
  }
}
