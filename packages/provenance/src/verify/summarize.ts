import type { Attestation, Origin, Provenance } from '../model/outcome';

const RANK = { build: 0, publish: 1, signature: 2, other: 3 };

const WHAT = {
  build: 'How it was built is attested by',
  publish: 'Who published it is attested by',
  signature: 'It is signed by',
  other: 'It is attested by',
};

/** Nobody has anything to say where it comes from. */
export function notSigned(reason: string): Provenance {
  return { outcome: 'not-signed', reason, attestations: [] };
}

/** It could not be found out, and why. @public */
export function notChecked(reason: string): Provenance {
  return { outcome: 'unchecked', reason, attestations: [] };
}

/**
 * What all attestations of one thing come to: one that fails has the whole fail, as nobody can tell
 * which of them is meant to be believed; one that cannot be judged takes nothing from another.
 */
export function summarize(attestations: Attestation[]): Provenance {
  const of = (outcome: Attestation['outcome']) =>
    attestations
      .filter(one => one.outcome === outcome)
      .sort((a, b) => RANK[a.kind] - RANK[b.kind]);
  const failed = of('failed');
  const verified = of('verified');
  const unchecked = of('unchecked');
  const all = [...failed, ...verified, ...unchecked];
  if (failed.length > 0) {
    const reason = `An attestation does not hold: ${failed[0].reason}`;
    return { outcome: 'failed', reason, attestations: all };
  }
  if (verified.length > 0) {
    const { kind, predicateType: _type, outcome, ...origin } = verified[0];
    const reason = `${WHAT[kind]} ${signerOf(origin)}`;
    return { ...origin, outcome, reason, attestations: all };
  }
  if (unchecked.length > 0) {
    const reason = `It could not be checked: ${unchecked[0].reason}`;
    return { outcome: 'unchecked', reason, attestations: all };
  }
  return notSigned('There are no attestations');
}

function signerOf({ identity, issuer, key }: Origin): string {
  if (identity === undefined) {
    return key === undefined ? 'somebody without a name' : `the key of ${key}`;
  }
  return issuer === undefined ? identity : `${identity}, as ${issuer} vouches`;
}
