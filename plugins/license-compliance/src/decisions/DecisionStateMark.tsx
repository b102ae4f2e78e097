import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DecisionState } from '@safety-curtain/plugin-supply-chain-common';
import {
  StateMark,
  type StateTone,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';

const tones: Record<DecisionState, StateTone> = {
  proposed: 'doubt',
  active: 'good',
  rejected: 'bad',
  revoked: 'quiet',
  expired: 'quiet',
};

/** Whether a decision is in force, as words with a shape and a colour. */
export function DecisionStateMark({ state }: { state: DecisionState }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <StateMark tone={tones[state]}>{t(`decisionState.${state}`)}</StateMark>
  );
}
