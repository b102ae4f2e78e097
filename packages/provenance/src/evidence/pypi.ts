import { fieldsOf, isFields, textOf, type Fields } from '@safety-curtain/input';
import type { Attestation, Provenance } from '../model/outcome';
import { IN_TOTO } from '../statement/statement';
import type { Trust } from '../trust/trust';
import type { Subject } from '../verify/subject';
import { type Objection, verifyAttestation } from '../verify/verifyBundle';
import { notSigned, summarize } from '../verify/summarize';
import { attestationsIn, boundedList, readObject } from './bounded';

/** What an index of Python packages answers for the attestations of a file (PEP 740). @public */
export interface PypiEvidence {
  kind: 'pypi';
  /** The name of the file: `name-1.0.0-py3-none-any.whl`. */
  file: string;
  /** Of the file, in hexadecimal. */
  sha256: string;
  /** The JSON of `/integrity/project/version/file/provenance`; absent where the index has none. */
  provenance?: string;
}

const FORGES: Readonly<Record<string, string>> = {
  GitHub: 'https://github.com/',
  GitLab: 'https://gitlab.com/',
};

export function verifyPypi(
  { file, sha256, provenance }: PypiEvidence,
  trust: Trust,
): Provenance {
  if (provenance === undefined) {
    return notSigned('It was published without attestations');
  }
  const subject: Subject = { name: file, digests: { sha256 } };
  return summarize(
    attestationsIn(() =>
      attestationsOfFile(readObject(provenance), subject, trust),
    ),
  );
}

/** Those in a document of PEP 740. Throws an error with a reason where there are too many. */
export function attestationsOfFile(
  provenance: Fields,
  subject: Subject,
  trust: Trust,
): Attestation[] {
  const all = boundedList(provenance.attestation_bundles).flatMap(bundle => {
    const { publisher, attestations } = fieldsOf(bundle, 'a bundle');
    const objection = otherPublisher(publisher);
    return boundedList(attestations).map(one => ({ one, objection }));
  });
  boundedList(all);
  return all.map(({ one, objection }) =>
    verifyAttestation(toBundle(one), subject, trust, objection),
  );
}

/** The attestation of PEP 740 in the form of Sigstore's bundles, of which it is a part. */
function toBundle(attestation: unknown): object | undefined {
  if (!isFields(attestation) || attestation.version !== 1) return undefined;
  const envelope = part(attestation, 'envelope');
  const material = part(attestation, 'verification_material');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: material.certificate },
      tlogEntries: material.transparency_entries,
    },
    dsseEnvelope: {
      payload: envelope.statement,
      payloadType: IN_TOTO,
      signatures: [{ sig: envelope.signature, keyid: '' }],
    },
  };
}

/** The index says who published a file; a certificate for somebody else is no word of theirs. */
function otherPublisher(publisher: unknown): Objection {
  const { kind, repository } = isFields(publisher) ? publisher : {};
  const forge = FORGES[String(textOf(kind))];
  const named = textOf(repository);
  if (forge === undefined || named === undefined) return () => undefined;
  const wanted = `${forge}${named}`.toLowerCase();
  return ({ claims }) =>
    claims.sourceRepository?.toLowerCase() === wanted
      ? undefined
      : 'the index names another publisher than the certificate';
}

function part(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}
