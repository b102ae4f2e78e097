import {
  type ByteSource,
  bytesIn,
  decodeText,
  encodingOf as textEncodingOf,
  InputError,
  isFields,
  isPlainUtf8,
  readJson,
  readListedJson,
  readYaml,
  refuseDamage,
} from '@safety-curtain/input';
import { SbomError } from '../errors';
import { limits } from '../limits';
import { attestedSbom } from './attestation';
import { readCycloneDxXml } from './cycloneDxXml';
import { readCycloneDx } from './readCycloneDx';
import { readSpdx } from './readSpdx';
import { readSpdx3 } from './readSpdx3';
import { isSyft, readSyft } from './readSyft';
import type { Sbom } from './sbom';
import { isSpdx3 } from './spdx3Graph';
import { readSpdxTagValue } from './spdxTagValue';

/** Bytes of a document's beginning. */
const START = 4_000;

/** Lists that may be long: their items are made when the reader comes to them. */
const LISTS = [
  'components',
  'dependencies',
  'packages',
  'relationships',
  'files',
];

function refuseLarge({ length }: ByteSource): void {
  if (length > limits.documentSize) {
    throw new InputError(
      `the document is larger than ${limits.documentSize / 1024 / 1024} MiB`,
    );
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, { strict: true });
  } catch {
    const encoding = textEncodingOf(bytes).toUpperCase();
    throw new InputError(`the document is not valid ${encoding}`);
  }
}

/** Whether bytes are those of a JSON object in UTF-8, as nearly all documents are. */
function isJsonObject(source: ByteSource): boolean {
  const start = source.read(0, Math.min(START, source.length));
  const text = Buffer.from(start).toString('latin1');
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*\{/.test(text) && isPlainUtf8(source);
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

function read(
  source: ByteSource,
  options: ReadOptions & { memory: number },
): Sbom {
  refuseLarge(source);
  const { memory, wholeUpTo } = options;
  if (isJsonObject(source)) {
    const lists = { lists: LISTS, allowance: memory, wholeUpTo };
    return attestedOrPlain(readListedJson(source, lists), memory);
  }
  const text = decode(source.read(0, source.length));
  refuseDamage(text);
  switch (encodingOf(text.slice(0, START))) {
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
      return attestedOrPlain(readJson(text, memory), memory);
  }
}

function attestedOrPlain(document: unknown, memory: number): Sbom {
  const attested = attestedSbom(document, memory);
  return attested
    ? { ...jsonSbomOf(attested.document), attests: attested.subjects }
    : jsonSbomOf(document);
}

function jsonSbomOf(document: unknown): Sbom {
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
 * JSON, in UTF-8 or UTF-16; each also in an in-toto statement, a DSSE envelope or a bundle of Sigstore,
 * whose signatures are not looked at. Malformed parts are left out and named in `warnings`; validity against
 * the schema is not asked for.
 *
 * The lists of a large JSON document are read item by item. It need not lie in memory: see `fileBytes`.
 *
 * @param options - `memory`: bytes that the values of the document may take; a thread whose heap is
 * smaller than that, twice the document's size and 64 MiB may end the process
 * @throws SbomError for any other format, for text that is not in its format (with the line), and
 * where a limit is reached
 *
 * @public
 */
export function readSbom(
  document: Uint8Array | ByteSource,
  { memory }: { memory?: number } = {},
): Sbom {
  return readSbomWith(document, { memory });
}

/** {@link readSbom}, with the size up to which lists of JSON are made at once. */
export function readSbomWith(
  document: Uint8Array | ByteSource,
  { memory = limits.memory, wholeUpTo }: ReadOptions,
): Sbom {
  const source = document instanceof Uint8Array ? bytesIn(document) : document;
  try {
    return read(source, { memory, wholeUpTo });
  } catch (error) {
    if (error instanceof InputError) {
      throw new SbomError(error.message);
    }
    if (isSystemError(error)) {
      throw error;
    }
    throw new SbomError('the document cannot be read');
  }
}

interface ReadOptions {
  memory?: number;
  wholeUpTo?: number;
}

/** Of a file that cannot be read: that says nothing of what is in it. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
