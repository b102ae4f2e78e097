import type { Decision } from '@safety-curtain/plugin-supply-chain-common';
import { entityName, packageLabel } from '../text';
import type { Translate } from '../translation';

/** What a decision is about, for people. @public */
export function aboutText(about: Decision['about'], t: Translate): string {
  const { purl, license, release, check, scorecard } = about;
  const parts = [
    purl && packageLabel(purl),
    license,
    release && t('decision.release', { release }),
    check,
    scorecard,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('decisions.anything');
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
