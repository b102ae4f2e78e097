import { createHash, type KeyObject } from 'node:crypto';
import { MANIFEST_FILE } from '../manifest/manifest';
import { parseObject, signEnvelope, verifyEnvelope } from './envelope';
import { SignatureError, type SigningKey } from './signature';

/** What the DSSE envelope holds (in-toto attestation framework, "Envelope"). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE =
  'https://github.com/safety-curtain/safety-curtain/blob/main/docs/archive.md#statement';

/** What a statement says of an export besides its manifest's digest. @public */
export interface StatementFacts {
  id: string;
  createdAt: string;
  scope: Record<string, string>;
  files: number;
}

/**
 * An in-toto statement (v1) about a manifest in a DSSE envelope (v1), as JSON.
 *
 * @public
 */
export function signStatement(
  manifest: Uint8Array,
  facts: StatementFacts,
  key: SigningKey,
): string {
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: MANIFEST_FILE, digest: { sha256: sha256(manifest) } }],
    predicateType: PREDICATE_TYPE,
    predicate: facts,
  };
  const payload = Buffer.from(JSON.stringify(statement));
  return signEnvelope({ payloadType: PAYLOAD_TYPE, payload }, key);
}

/**
 * Checks an envelope against the manifest that it is about. Throws
 * {@link SignatureError} with the reason where it does not hold.
 *
 * @public
 */
export function verifyStatement(
  envelope: string,
  manifest: Uint8Array,
  publicKey: KeyObject,
): StatementFacts {
  const { payloadType, payload } = verifyEnvelope(envelope, publicKey);
  if (payloadType !== PAYLOAD_TYPE) {
    throw new SignatureError('the envelope holds no in-toto statement');
  }
  const statement = parseObject(payload.toString('utf8'), 'the statement');
  const digest = (statement.subject as any)?.[0]?.digest?.sha256;
  if (digest !== sha256(manifest)) {
    throw new SignatureError('the statement is about another manifest');
  }
  return statement.predicate as StatementFacts;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
