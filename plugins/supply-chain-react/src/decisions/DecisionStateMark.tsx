import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DecisionState } from '@safety-curtain/plugin-supply-chain-common';
import { StateMark, type StateTone } from '../health';
import { supplyChainTranslationRef } from '../translation';

const tones: Record<DecisionState, StateTone> = {
  proposed: 'doubt',
  active: 'good',
  rejected: 'bad',
  revoked: 'quiet',
  expired: 'quiet',
};

/** Whether a decision is in force, as words with a shape and a color. @public */
export function DecisionStateMark({ state }: { state: DecisionState }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={tones[state]}>{t(`decisionState.${state}`)}</StateMark>
  );
}
