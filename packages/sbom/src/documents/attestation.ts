import {
  InputError,
  isFields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';

/** An SBOM that stands in an attestation, and what that is about. */
export interface Attested {
  document: unknown;
  /** `sha256:…`, lower case; of other algorithms likewise. */
  subjects: string[];
}

const IN_TOTO = 'application/vnd.in-toto+json';
const STATEMENT = 'https://in-toto.io/Statement/';
const MOST_SUBJECTS = 1000;

/**
 * Takes an SBOM out of an in-toto statement, by itself, in a DSSE envelope or in a bundle of Sigstore.
 * Signatures are not looked at. Undefined for what is none of these.
 *
 * @param memory - bytes that the values of what is inside may take
 * @throws InputError where there is no statement inside
 */
export function attestedSbom(
  document: unknown,
  memory: number,
): Attested | undefined {
  if (!isFields(document)) return undefined;
  if (isFields(document.dsseEnvelope)) {
    return attestedSbom(document.dsseEnvelope, memory);
  }
  if (typeof document.payloadType === 'string') {
    const payload = textOf(document.payload);
    if (document.payloadType !== IN_TOTO || payload === undefined) {
      throw new InputError('the envelope holds no in-toto statement');
    }
    const text = Buffer.from(payload, 'base64').toString('utf8');
    const statement = readJson(text, memory);
    if (!isStatement(statement)) {
      throw new InputError('the envelope holds no in-toto statement');
    }
    return ofStatement(statement);
  }
  return isStatement(document) ? ofStatement(document) : undefined;
}

function isStatement(value: unknown): value is { [key: string]: unknown } {
  return (
    isFields(value) && (textOf(value._type)?.startsWith(STATEMENT) ?? false)
  );
}

function ofStatement({
  subject,
  predicate,
}: Readonly<Record<string, unknown>>): Attested {
  return {
    document: withoutWrapping(predicate),
    subjects: listOf(subject)
      .slice(0, MOST_SUBJECTS)
      .flatMap(one => digestsOf(isFields(one) ? one.digest : undefined)),
  };
}

/** Early versions of Cosign put documents into `Data`. */
function withoutWrapping(predicate: unknown): unknown {
  return isFields(predicate) && isFields(predicate.Data)
    ? predicate.Data
    : predicate;
}

function digestsOf(digest: unknown): string[] {
  if (!isFields(digest)) return [];
  return Object.entries(digest).flatMap(([algorithm, value]) =>
    typeof value === 'string' ? [`${algorithm}:${value.toLowerCase()}`] : [],
  );
}
