import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  supplyChainExemptionApprovePermission,
  type ScorecardCheck,
} from '@safety-curtain/plugin-supply-chain-common';
import { TemporaryDecisionForm } from '@safety-curtain/plugin-supply-chain-react';
import type { CheckContext } from '../entity/checkContext';
import { useLinks } from '../links';
import { securityScorecardsTranslationRef } from '../translation';

/** Asks that a check is set aside for a service until a day. */
export function ExemptionForm(props: {
  check: ScorecardCheck;
  context: CheckContext;
}) {
  const { check, context } = props;
  const { scorecard, entityRef, onDecided } = context;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const where = [
    {
      value: 'scorecard',
      label: t('exemption.thisScorecard', { scorecard: scorecard.title }),
    },
    { value: 'all', label: t('exemption.allScorecards') },
  ];
  return (
    <TemporaryDecisionForm
      title={t('exemption.ask')}
      hint={t('exemption.hint')}
      choices={{ where: { label: t('exemption.for'), options: where } }}
      decision={chosen => ({
        subject: 'check-exemption',
        scope: { kind: 'entity', ref: entityRef },
        about: {
          check: check.id,
          ...(chosen.where === 'scorecard' && { scorecard: scorecard.name }),
        },
      })}
      approval={supplyChainExemptionApprovePermission}
      decisionHref={decision =>
        links.scorecards(entityRef, { scorecard: scorecard.name, decision })
      }
      onDecided={onDecided}
    />
  );
}
