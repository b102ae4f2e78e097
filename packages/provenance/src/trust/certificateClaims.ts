import type { Signer } from '@sigstore/verify';
import { boundedText } from '../model/boundedText';

/** What Fulcio writes into a certificate of whom it is for. */
export interface CertificateClaims {
  identity?: string;
  issuer?: string;
  /** The address of the workflow that signed, with its ref. */
  signerUri?: string;
  /** The address of the workflow that was started, with its ref. */
  configUri?: string;
  sourceRepository?: string;
  sourceRef?: string;
  sourceRevision?: string;
  /** `github-hosted`, `self-hosted`. */
  runner?: string;
  run?: string;
}

/** Below 1.3.6.1.4.1.57264.1, as Fulcio's `docs/oid-info.md` has them. */
const FULCIO = [1, 3, 6, 1, 4, 1, 57264, 1];
const CLAIMS: readonly [keyof CertificateClaims, number][] = [
  ['signerUri', 9],
  ['runner', 11],
  ['sourceRepository', 12],
  ['sourceRevision', 13],
  ['sourceRef', 14],
  ['configUri', 18],
  ['run', 21],
];
/** What GitHub's had before these were common to all: raw texts. */
const FORMERLY = { sourceRevision: 3, sourceRepository: 5, sourceRef: 6 };
const GITHUB = 'https://github.com/';

/** What the certificate of a signer says; a key has none. */
export function certificateClaims({ identity }: Signer): CertificateClaims {
  if (!identity) return {};
  const raw = new Map<number, Buffer>();
  for (const { oid, value } of identity.oids ?? []) {
    const id = oid?.id ?? [];
    const isFulcio =
      id.length === FULCIO.length + 1 && FULCIO.every((n, i) => id[i] === n);
    if (isFulcio) raw.set(id[FULCIO.length], Buffer.from(value));
  }
  const claims: CertificateClaims = {
    identity: boundedText(identity.subjectAlternativeName),
    issuer: boundedText(identity.extensions?.issuer),
  };
  for (const [name, number] of CLAIMS)
    claims[name] = utf8String(raw.get(number));
  const former = (number: number) =>
    boundedText(raw.get(number)?.toString('utf8'));
  claims.sourceRevision ??= former(FORMERLY.sourceRevision);
  claims.sourceRef ??= former(FORMERLY.sourceRef);
  const repository = former(FORMERLY.sourceRepository);
  if (claims.sourceRepository === undefined && repository !== undefined) {
    claims.sourceRepository = `${GITHUB}${repository}`;
  }
  return claims;
}

/** The text of a DER `UTF8String`; undefined for anything else. */
function utf8String(der: Buffer | undefined): string | undefined {
  if (!der || der.length < 2 || der[0] !== 0x0c) return undefined;
  const isLong = der[1] > 0x80;
  const start = isLong ? 2 + (der[1] & 0x7f) : 2;
  const length = isLong
    ? der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0)
    : der[1];
  return start + length === der.length
    ? boundedText(der.toString('utf8', start))
    : undefined;
}
