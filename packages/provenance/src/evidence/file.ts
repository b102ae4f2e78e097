import { createHash } from 'node:crypto';
import type { Attestation, Provenance } from '../model/outcome';
import type { Trust } from '../trust/trust';
import type { Subject } from '../verify/subject';
import { summarize } from '../verify/summarize';
import { verifyAttestation, verifySignatureOf } from '../verify/verifyBundle';
import { attestationsIn, readObject } from './bounded';
import { attestationsOfPackage } from './npm';
import { attestationsOfFile } from './pypi';

/** A file, and what came with it. @public */
export interface FileEvidence {
  kind: 'file';
  content: Uint8Array;
  /**
   * JSON: a bundle of Sigstore that signs the file or a statement about it, or what a registry of npm
   * or an index of Python packages answers for the attestations of a package.
   */
  bundle: string;
}

export function verifyFile(
  { content, bundle }: FileEvidence,
  trust: Trust,
): Provenance {
  return summarize(attestationsIn(() => attestations(content, bundle, trust)));
}

function attestations(
  content: Uint8Array,
  text: string,
  trust: Trust,
): Attestation[] {
  const read = readObject(text);
  const subject: Subject = {
    digests: {
      sha256: digestOf('sha256', content),
      sha512: digestOf('sha512', content),
    },
  };
  if (read.attestations !== undefined) {
    return attestationsOfPackage(read, subject, trust);
  }
  if (read.attestation_bundles !== undefined) {
    return attestationsOfFile(read, subject, trust);
  }
  return [
    read.messageSignature === undefined
      ? verifyAttestation(read, subject, trust)
      : verifySignatureOf(read, content, trust),
  ];
}

function digestOf(algorithm: string, content: Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}
