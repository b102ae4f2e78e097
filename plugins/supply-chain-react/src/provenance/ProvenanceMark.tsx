import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProvenanceOutcome } from '@safety-curtain/plugin-supply-chain-common';
import { StateMark, type StateTone } from '../health';
import { supplyChainTranslationRef } from '../translation';

const tones: Record<ProvenanceOutcome, StateTone> = {
  verified: 'good',
  failed: 'bad',
  'not-signed': 'quiet',
  unchecked: 'doubt',
};

/** The outcomes, in the order in which they are offered. @public */
export const provenanceOutcomes: readonly ProvenanceOutcome[] = [
  'verified',
  'failed',
  'not-signed',
  'unchecked',
];

/** What came of looking at where a package comes from, as word, shape and color. @public */
export function ProvenanceMark({ outcome }: { outcome: ProvenanceOutcome }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={tones[outcome]}>
      {t(`provenance.outcomes.${outcome}`)}
    </StateMark>
  );
}
