import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  supplyChainTranslationRef,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../../../vex/vex.module.css';
import { TrialForm } from '../TrialForm';
import { GateTrialOutcome } from './GateTrialOutcome';

/** A place to try out policies of gates before they are configured. */
export function GatesView() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  return (
    <section aria-label={t('policies.trial')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('policies.trial')}
      </Text>
      <Text as="p" color="secondary">
        {t('policies.trialHint')}
      </Text>
      <TrialForm
        words={{
          title: t('policies.trial'),
          text: t('policies.text'),
          missing: t('policies.textMissing'),
          run: t('policies.run'),
          refused: t('policies.refused'),
        }}
        tryOut={text => api.tryGates({ body: { text } })}
      >
        {trial => <GateTrialOutcome trial={trial} />}
      </TrialForm>
    </section>
  );
}
