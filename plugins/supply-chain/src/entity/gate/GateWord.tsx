import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  GateMark,
  isRefusal,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import type { useGate } from './useGate';

/** The verdict alone; that it is loading, or may not be seen, in words. */
export function GateWord({ gate }: { gate: ReturnType<typeof useGate> }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { value, error } = gate;
  if (value) return <GateMark outcome={value.outcome} />;
  let words: string = t('gate.loading');
  if (error) words = isRefusal(error) ? t('gate.denied') : t('gate.failed');
  return (
    <Text variant="body-small" color="secondary">
      {words}
    </Text>
  );
}
