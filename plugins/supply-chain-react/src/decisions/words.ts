import type { Decision } from '@safety-curtain/plugin-supply-chain-common';
import { entityName, packageLabel } from '../text';
import type { Translate } from '../translation';

/** What a decision is about, for people. @public */
export function aboutText(about: Decision['about'], t: Translate): string {
  const { vulnerability, purl, license, release, check, scorecard } = about;
  const parts = [
    vulnerability,
    purl && packageLabel(purl),
    license,
    release && t('decision.release', { release }),
    check,
    scorecard,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('decisions.anything');
}

/** What an analysis says, of which package, and for how many findings. @public */
export function analysisText(
  { analysis, package: of, findings }: Decision,
  t: Translate,
): string | undefined {
  if (!analysis) return undefined;
  return [
    t(`analysis.${analysis.state}`),
    of?.name,
    findings !== undefined &&
      t('findings.total', { total: String(findings), count: findings }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Whom a decision is for: what kind of scope, and which. @public */
export function scopeText(
  scope: Decision['scope'],
  t: Translate,
): { title: string; description?: string } {
  return {
    title: t(`decisionScope.${scope.kind}`),
    description: scope.ref && entityName(scope.ref),
  };
}

/** Whether whoever asked for an exception or exemption approved it, too. */
export function isSelfApproved(decision: Decision): boolean {
  const { subject, author, approver } = decision;
  const isAsked =
    subject === 'license-exception' || subject === 'check-exemption';
  return isAsked && approver !== undefined && approver === author;
}

/** Whether its end is still to come, or was what ended it. */
export function hasEnd({ state }: Decision): boolean {
  return state !== 'revoked' && state !== 'rejected';
}
