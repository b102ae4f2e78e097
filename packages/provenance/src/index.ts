/**
 * Where packages, images and files come from: attestations and signatures, verified offline against
 * what is trusted, and a policy of what is asked of them. Texts in, outcomes out; no network, nothing
 * of Backstage.
 *
 * @packageDocumentation
 */
export { ProvenanceError } from './ProvenanceError';
export {
  provenanceOutcomes,
  type Attestation,
  type AttestationKind,
  type Origin,
  type Provenance,
  type ProvenanceOutcome,
  type SlsaLevel,
} from './model/outcome';
export { readTrust, type Trust, type TrustSource } from './trust/trust';
export { verifyProvenance, type Evidence } from './evidence/evidence';
export type { NpmEvidence } from './evidence/npm';
export type { PypiEvidence } from './evidence/pypi';
export type { CosignLayer, ImageEvidence } from './evidence/image';
export type { FileEvidence } from './evidence/file';
export { notChecked } from './verify/summarize';
export {
  judgeProvenance,
  provenancePolicy,
  type ProvenanceBreach,
  type ProvenancePolicy,
  type ProvenanceRule,
  type ProvenanceUse,
} from './policy/policy';
export { readProvenancePolicy } from './policy/readPolicy';
export { provenanceTasks, type ProvenanceTasks } from './aside/provenanceTasks';
