import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScanState,
  TargetHealth,
} from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainTranslationRef } from '../translation';
import { StateMark, type StateTone } from './StateMark';

const healthTones: Record<TargetHealth, StateTone> = {
  ok: 'good',
  partial: 'doubt',
  stale: 'doubt',
  failed: 'bad',
  empty: 'quiet',
  pending: 'quiet',
  unscannable: 'doubt',
};

/** How far what is known of a service can be relied on. @public */
export function HealthMark({ health }: { health: TargetHealth }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={healthTones[health]}>{t(`health.${health}`)}</StateMark>
  );
}

const scanTones: Record<ScanState, StateTone> = {
  running: 'quiet',
  succeeded: 'good',
  unchanged: 'good',
  partial: 'doubt',
  failed: 'bad',
  abandoned: 'bad',
};

/** How one scan ended. @public */
export function ScanStateMark({ state }: { state: ScanState }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={scanTones[state]}>{t(`scanState.${state}`)}</StateMark>
  );
}
