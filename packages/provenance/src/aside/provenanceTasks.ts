import { type Evidence, verifyProvenance } from '../evidence/evidence';
import type { Provenance } from '../model/outcome';
import { combineFiles } from '../verify/combineFiles';
import { readTrust, type Trust, type TrustSource } from '../trust/trust';

/** The tasks by their names. @public */
export interface ProvenanceTasks {
  /** All evidence of one package version comes to one outcome. */
  verifyProvenance(task: {
    evidence: Evidence[];
    trust: TrustSource;
  }): Provenance;
}

/** Reading what is trusted takes longer than verifying by it. */
let last: { source: string; trust: Trust } | undefined;

/**
 * What is done with evidence of strangers, in a process of its own.
 *
 * @public
 */
export const provenanceTasks: ProvenanceTasks = {
  verifyProvenance({ evidence, trust }) {
    const source = JSON.stringify(trust);
    if (last?.source !== source) last = { source, trust: readTrust(trust) };
    const known = last.trust;
    return combineFiles(
      evidence.map(one => ({
        ...(one.kind === 'pypi' && { file: one.file }),
        provenance: verifyProvenance(one, known),
      })),
    );
  },
};
