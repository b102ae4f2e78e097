import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ServiceScorecards } from '@safety-curtain/plugin-supply-chain-common';
import { EmptyNote } from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../translation';

/** What keeps answers from being the newest: facts that changed since, or a failure. */
export function ResultNotes({ value }: { value: ServiceScorecards }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { pending, error, scorecards } = value;
  return (
    <>
      {error && (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('service.failed')}
          description={error}
        />
      )}
      {pending && scorecards.length > 0 && (
        <Alert status="info" icon role="status" title={t('service.pending')} />
      )}
      {scorecards.length === 0 && (
        <EmptyNote
          title={t(pending ? 'service.notScored' : 'service.none')}
          hint={t(pending ? 'service.notScoredHint' : 'service.noneHint')}
        />
      )}
    </>
  );
}
