import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DecisionsList } from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { HoldForm } from '../decisions/HoldForm';
import { licenseComplianceTranslationRef } from '../translation';

const subjects = ['license-exception', 'license-curation', 'hold'] as const;

/** Exceptions, curated licenses and holds; a hold is made here. */
export function DecisionsView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const [holds, setHolds] = useState(0);
  return (
    <>
      <HoldForm onDecided={() => setHolds(before => before + 1)} />
      <DecisionsList
        subjects={subjects}
        version={holds}
        none={{ title: t('decisions.none'), hint: t('decisions.noneHint') }}
      />
    </>
  );
}
