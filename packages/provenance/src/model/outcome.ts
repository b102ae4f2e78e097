/**
 * What came of looking at where something comes from. They are never mixed:
 *
 * - `verified`: signed by whom it says, about this very thing
 * - `failed`: something is signed, and does not hold
 * - `not-signed`: whoever would have it was asked, and has nothing
 * - `unchecked`: it could not be found out
 *
 * @public
 */
export type ProvenanceOutcome =
  | 'verified'
  | 'failed'
  | 'not-signed'
  | 'unchecked';

/** All outcomes, the best first. @public */
export const provenanceOutcomes: readonly ProvenanceOutcome[] = [
  'verified',
  'not-signed',
  'unchecked',
  'failed',
];

/**
 * What is attested:
 *
 * - `build`: how it was built, as SLSA provenance
 * - `publish`: who published it
 * - `signature`: nothing more than that it was signed
 * - `other`: something else, as an SBOM or test results
 *
 * @public
 */
export type AttestationKind = 'build' | 'publish' | 'signature' | 'other';

/**
 * SLSA's build level as far as it can be told from outside: 1 where there is provenance, 2 where a
 * hosted builder signed it, 3 where that builder is known to keep the build from forging it.
 *
 * @public
 */
export type SlsaLevel = 1 | 2 | 3;

/** Who signed, and what is said of the build. Texts of strangers, bounded. @public */
export interface Origin {
  /** Whom the certificate is for: a workflow, an address of mail. */
  identity?: string;
  /** Who vouches for the identity: the address of an OpenID provider. */
  issuer?: string;
  /** The name that a key is configured under, where a key signed. */
  key?: string;
  /** When it was signed, ISO 8601, as a log or a timestamp says. */
  signedAt?: string;
  /** As `https://github.com/actions/runner/github-hosted`. */
  builder?: string;
  /** As `https://github.com/owner/name`. */
  sourceRepository?: string;
  /** A branch or tag, as `refs/tags/v1.0.0`. */
  sourceRef?: string;
  /** The commit. */
  sourceRevision?: string;
  /** The file of the workflow, within the source. */
  workflow?: string;
  /** The address of the run. */
  run?: string;
  level?: SlsaLevel;
}

/** One attestation or signature, looked at. @public */
export interface Attestation extends Origin {
  kind: AttestationKind;
  predicateType?: string;
  outcome: Exclude<ProvenanceOutcome, 'not-signed'>;
  /** Why it is not verified: a clause in plain words. */
  reason?: string;
  /** Those of a release of several that it was found with, by their names. */
  files?: string[];
}

/** What is known of where one thing comes from. @public */
export interface Provenance extends Origin {
  outcome: ProvenanceOutcome;
  /** A sentence in plain words. */
  reason: string;
  /** All that were looked at, the ones that failed first. */
  attestations: Attestation[];
}
