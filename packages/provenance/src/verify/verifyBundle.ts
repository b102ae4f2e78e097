import { InputError } from '@safety-curtain/input';
import type { Bundle } from '@sigstore/bundle';
import { readBundle, UnknownBundleError } from '../bundle/readBundle';
import type { Attestation, AttestationKind, Origin } from '../model/outcome';
import { levelOf } from '../statement/level';
import { isSlsa, readSlsa, type SaidOfBuild } from '../statement/slsa';
import { IN_TOTO, readStatement, type Statement } from '../statement/statement';
import type { Trust } from '../trust/trust';
import { reasonOf, UnknownKeyError } from './reasons';
import { otherSubject, type Subject } from './subject';
import { type VerifiedSigner, verifySignature } from './verifySignature';

const PUBLISHED = new Set([
  'https://github.com/npm/attestation/tree/main/specs/publish/v0.1',
  'https://docs.pypi.org/attestations/publish/v1',
]);
/** What Cosign states where it means nothing but that it signs. */
const SIGNED = 'https://sigstore.dev/cosign/sign/v1';

/** Evidence that is whole, and not what it is taken for. */
export class WrongEvidence extends Error {
  name = 'WrongEvidence';
}

/** Says more against an attestation that holds by itself; undefined for nothing. */
export type Objection = (signer: VerifiedSigner) => string | undefined;

/**
 * Verifies a bundle with a statement: the signature first, then whether it is about the subject. What
 * is wrong is an attestation that says so; nothing is thrown.
 *
 * @param bundle - JSON that was parsed within bounds
 */
export function verifyAttestation(
  bundle: unknown,
  subject: Subject,
  trust: Trust,
  objection: Objection = () => undefined,
): Attestation {
  return settle(() => {
    const read = readBundle(bundle);
    const signer = verifySignature(asEnvelope(read), trust);
    const { payload } = envelopeOf(read);
    const statement = reading(() => readStatement(payload));
    const origin = originOf(signer, statement);
    const reason =
      otherSubject(statement, subject) ??
      contradiction(signer, statement) ??
      objection(signer);
    return {
      kind: kindOf(statement),
      predicateType: statement.predicateType,
      // What is signed by somebody else's word is no word about this.
      ...(reason === undefined
        ? { outcome: 'verified', ...origin }
        : { outcome: 'failed', reason, ...origin }),
    };
  });
}

/** Verifies a bundle with nothing but a signature over some bytes. */
export function verifySignatureOf(
  bundle: unknown,
  artifact: Uint8Array,
  trust: Trust,
): Attestation {
  return settle(() => {
    const read = readBundle(bundle);
    if (read.content.$case !== 'messageSignature') {
      throw new WrongEvidence('it signs a statement, and not the file itself');
    }
    const signer = verifySignature(read, trust, Buffer.from(artifact));
    return { kind: 'signature', outcome: 'verified', ...originOf(signer) };
  });
}

/** What went wrong, as an attestation: what nobody can judge apart from what does not hold. */
export function settle(verify: () => Attestation): Attestation {
  try {
    return verify();
  } catch (error) {
    const isUnknown =
      error instanceof UnknownBundleError || error instanceof UnknownKeyError;
    const told =
      isUnknown ||
      error instanceof WrongEvidence ||
      error instanceof InputError;
    return {
      kind: 'other',
      outcome: isUnknown ? 'unchecked' : 'failed',
      reason: told ? (error as Error).message.slice(0, 200) : reasonOf(error),
    };
  }
}

/** Runs a reader whose messages are for people. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new WrongEvidence((error as Error).message.slice(0, 200));
  }
}

function asEnvelope(bundle: Bundle): Bundle {
  const { payloadType } = envelopeOf(bundle);
  if (payloadType === IN_TOTO) return bundle;
  throw new WrongEvidence('what it signs is no statement of in-toto');
}

function envelopeOf({ content }: Bundle) {
  if (content.$case === 'dsseEnvelope') return content.dsseEnvelope;
  throw new WrongEvidence('it signs no statement');
}

function kindOf({ predicateType }: Statement): AttestationKind {
  if (isSlsa(predicateType)) return 'build';
  if (predicateType === SIGNED) return 'signature';
  return predicateType !== undefined && PUBLISHED.has(predicateType)
    ? 'publish'
    : 'other';
}

/**
 * Of the source only what the certificate says counts: anybody may sign a statement that names any.
 * Whoever holds a key that is trusted is believed. The builder is what the statement says.
 */
function originOf(signer: VerifiedSigner, statement?: Statement): Origin {
  const { claims, key, signedAt } = signer;
  const said = saidOf(statement);
  const believed: SaidOfBuild = claims.identity === undefined ? said : {};
  const origin: Origin = {
    identity: claims.identity,
    issuer: claims.issuer,
    key: signer.isRegistry ? 'npm registry' : key,
    signedAt,
    builder: said.builder,
    sourceRepository: claims.sourceRepository ?? believed.sourceRepository,
    sourceRef: claims.sourceRef ?? believed.sourceRef,
    sourceRevision: claims.sourceRevision ?? believed.sourceRevision,
    workflow: workflowOf(signer) ?? believed.workflow,
    run: claims.run ?? believed.run,
    level:
      statement && kindOf(statement) === 'build' ? levelOf(claims) : undefined,
  };
  return Object.fromEntries(
    Object.entries(origin).filter(([, value]) => value !== undefined),
  );
}

function saidOf(statement: Statement | undefined): SaidOfBuild {
  return statement
    ? readSlsa(statement.predicateType, statement.predicate)
    : {};
}

/** The file of the workflow that was started, within its repository. */
function workflowOf({ claims }: VerifiedSigner): string | undefined {
  const { configUri, sourceRepository } = claims;
  if (configUri === undefined || sourceRepository === undefined) {
    return undefined;
  }
  const [path] = configUri.split('@');
  return path.startsWith(`${sourceRepository}/`)
    ? path.slice(sourceRepository.length + 1)
    : undefined;
}

/** A statement that names another source than the certificate was written by somebody else than it says. */
function contradiction(
  { claims }: VerifiedSigner,
  statement: Statement,
): string | undefined {
  const said = saidOf(statement);
  const same = (a: string | undefined, b: string | undefined) =>
    a === undefined || b === undefined || a.toLowerCase() === b.toLowerCase();
  if (!same(said.sourceRepository, claims.sourceRepository)) {
    return 'it names another source repository than its certificate';
  }
  return same(said.sourceRevision, claims.sourceRevision)
    ? undefined
    : 'it names another revision of the source than its certificate';
}
