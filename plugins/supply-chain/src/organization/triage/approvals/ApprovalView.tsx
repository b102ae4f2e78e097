import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DecisionsList,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { PackageApprovalForm } from './PackageApprovalForm';
import { subjects } from './subjects';

/** What waits for somebody who may approve it; a package can be approved before anybody asks. */
export function ApprovalView() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [decided, setDecided] = useState(0);
  return (
    <>
      <PackageApprovalForm onDecided={() => setDecided(before => before + 1)} />
      <DecisionsList
        subjects={subjects}
        fixed={{ state: ['proposed'] }}
        version={decided}
        decidable
        none={{
          title: t('triage.noApproval'),
          hint: t('triage.noApprovalHint'),
        }}
      />
    </>
  );
}
