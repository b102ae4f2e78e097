import { isFields, type Fields } from '@safety-curtain/input';
import type { Attestation } from '../model/outcome';
import type { Trust } from '../trust/trust';
import type { Subject } from '../verify/subject';
import { verifyAttestation } from '../verify/verifyBundle';
import { attestationsIn, boundedList, readObject } from './bounded';

/** What npm's registry answers for the attestations of a package version. @public */
export interface NpmEvidence {
  kind: 'npm';
  /** As `@scope/name`. */
  name: string;
  version: string;
  /** Of the tarball, as lock files and `dist.integrity` have it: `sha512-…`, in Base64. */
  integrity: string;
  /** The JSON of `/-/npm/v1/attestations/name@version`. */
  attestations: string;
}

export function npmAttestations(
  { name, version, integrity, attestations }: NpmEvidence,
  trust: Trust,
): Attestation[] {
  const subject: Subject = {
    name: `pkg:npm/${name}@${version}`,
    digests: integrityDigests(integrity),
  };
  return attestationsIn(() =>
    attestationsOfPackage(readObject(attestations), subject, trust),
  );
}

/** Those in an answer of npm's registry. Throws an error with a reason where there are too many. */
export function attestationsOfPackage(
  answer: Fields,
  subject: Subject,
  trust: Trust,
): Attestation[] {
  return boundedList(answer.attestations).map(one =>
    verifyAttestation(isFields(one) ? one.bundle : undefined, subject, trust),
  );
}

/** Digests of a subresource integrity, in hexadecimal. */
function integrityDigests(integrity: string): Record<string, string> {
  const digests: Record<string, string> = {};
  for (const one of integrity.split(/\s+/)) {
    const match = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]{43,88}={0,2})/.exec(
      one,
    );
    if (match)
      digests[match[1]] = Buffer.from(match[2], 'base64').toString('hex');
  }
  return digests;
}
