import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup } from '@backstage/ui';
import {
  supplyChainExemptionApprovePermission,
  type NewDecision,
  type ScorecardCheck,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  dayFromNow,
  DecisionForm,
  EndsField,
  endOfDay,
  FormDisclosure,
  isEnd,
  isReason,
  ReasonField,
  useApprovalEffect,
  useNewDecision,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import type { CheckContext } from '../entity/CheckDetails';
import { useLinks } from '../links';
import { securityScorecardsTranslationRef } from '../translation';

const USUAL_DAYS = 90;

interface ExemptionFormProps {
  check: ScorecardCheck;
  context: CheckContext;
}

/** Asks that a check is set aside for a service until a day. */
export function ExemptionForm(props: ExemptionFormProps) {
  const { context } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const action = useNewDecision(context.onDecided);
  return (
    <FormDisclosure
      label={t('exemption.ask')}
      outcome={action.value}
      decisionHref={decision =>
        links.scorecards(context.entityRef, {
          scorecard: context.scorecard.name,
          decision,
        })
      }
    >
      {close => <Fields {...props} action={action} onCancel={close} />}
    </FormDisclosure>
  );
}

function Fields(
  props: ExemptionFormProps & {
    action: ReturnType<typeof useNewDecision>;
    onCancel(): void;
  },
) {
  const { check, context, action, onCancel } = props;
  const { scorecard, entityRef } = context;
  const effect = useApprovalEffect(supplyChainExemptionApprovePermission);
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const [where, setWhere] = useState('scorecard');
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState(dayFromNow(USUAL_DAYS));
  const [checked, setChecked] = useState(false);
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (!isReason(reason) || !isEnd(ends)) return undefined;
    return {
      subject: 'check-exemption',
      scope: { kind: 'entity', ref: entityRef },
      about: {
        check: check.id,
        ...(where === 'scorecard' && { scorecard: scorecard.name }),
      },
      reason: reason.trim(),
      endsAt: endOfDay(ends),
    };
  };
  return (
    <DecisionForm
      title={t('exemption.ask')}
      hint={t('exemption.hint')}
      action={action}
      read={read}
      onCancel={onCancel}
      effect={effect}
    >
      <RadioGroup label={t('exemption.for')} value={where} onChange={setWhere}>
        <Radio value="scorecard">
          {t('exemption.thisScorecard', { scorecard: scorecard.title })}
        </Radio>
        <Radio value="all">{t('exemption.allScorecards')}</Radio>
      </RadioGroup>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      <EndsField value={ends} onChange={setEnds} checked={checked} />
    </DecisionForm>
  );
}
