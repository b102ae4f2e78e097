import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GateOutcome } from '@safety-curtain/plugin-supply-chain-common';
import { StateMark, type StateTone } from '../health';
import { supplyChainTranslationRef } from '../translation';

const tones: Record<GateOutcome, StateTone> = {
  block: 'bad',
  warn: 'doubt',
  allow: 'good',
};

/** What a gate says, as word, shape and color. @public */
export function GateMark({ outcome }: { outcome: GateOutcome }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={tones[outcome]}>{t(`gate.outcomes.${outcome}`)}</StateMark>
  );
}
