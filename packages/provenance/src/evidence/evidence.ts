import type { Provenance } from '../model/outcome';
import type { Trust } from '../trust/trust';
import { notChecked, summarize } from '../verify/summarize';
import { verifyFile, type FileEvidence } from './file';
import { verifyImage, type ImageEvidence } from './image';
import { npmAttestations, type NpmEvidence } from './npm';
import { verifyPypi, type PypiEvidence } from './pypi';

/** What there is to verify, and what it has to be about. @public */
export type Evidence =
  | NpmEvidence
  | PypiEvidence
  | ImageEvidence
  | FileEvidence;

/**
 * Verifies what is said of where something comes from. What is wrong with evidence is an outcome with
 * a reason; nothing is thrown for it.
 *
 * @public
 */
export function verifyProvenance(evidence: Evidence, trust: Trust): Provenance {
  switch (evidence.kind) {
    case 'npm':
      return summarize(npmAttestations(evidence, trust));
    case 'pypi':
      return verifyPypi(evidence, trust);
    case 'image':
      return verifyImage(evidence, trust);
    case 'file':
      return verifyFile(evidence, trust);
    default:
      return notChecked('Evidence of that kind is not read');
  }
}
