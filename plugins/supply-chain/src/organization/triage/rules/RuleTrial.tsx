import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  supplyChainTranslationRef,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { TrialForm } from '../TrialForm';
import { TrialOutcome } from './TrialOutcome';

/** Asks for rules and says which findings they would touch. */
export function RuleTrial(props: {
  /** Rules that are tried out at once. */
  initial?: string;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  return (
    <TrialForm
      initial={props.initial}
      words={{
        title: t('rules.trial'),
        text: t('rules.text'),
        missing: t('rules.textMissing'),
        run: t('rules.run'),
        refused: t('rules.refused'),
      }}
      tryOut={text => api.tryTriageRules({ body: { text } })}
    >
      {trial => <TrialOutcome trial={trial} />}
    </TrialForm>
  );
}
