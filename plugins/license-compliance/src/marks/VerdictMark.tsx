import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Verdict } from '@safety-curtain/plugin-supply-chain-common';
import {
  StateMark,
  type StateTone,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';

export const verdicts = ['deny', 'review', 'allow'] as const;

export const verdictTones: Record<Verdict, StateTone> = {
  deny: 'bad',
  review: 'doubt',
  allow: 'good',
};

/** What the policy says, as word, shape and color. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <StateMark tone={verdictTones[verdict]}>
      {t(`verdict.${verdict}`)}
    </StateMark>
  );
}
