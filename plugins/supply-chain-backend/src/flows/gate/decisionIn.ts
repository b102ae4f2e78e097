import type { GateFinding, Verdict } from '@safety-curtain/policy';
import { isSettled } from '@safety-curtain/vex';
import type { StoredAnalysis } from '../../records/decisions/analyses';
import { decidedOf } from './storedFindings';

/** What a decision says of a finding that nobody keeps. */
export function decisionIn(
  verdict: Verdict<StoredAnalysis> | undefined,
): Pick<GateFinding, 'decided'> {
  if (!verdict) return {};
  const { row, analysis } = verdict.decision;
  return decidedOf({
    state: isSettled(analysis) ? 'dismissed' : 'open',
    verdict: row.verdict,
    responses: row.responses,
    reason: row.reason,
    needs_review: verdict.standing === 'needs-review',
  });
}
