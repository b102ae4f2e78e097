import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextAreaField } from '@backstage/ui';
import type {
  Decision,
  DecisionStep,
} from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { Section } from '../drawer/Section';
import forms from '../forms/forms.module.css';
import { useAction } from '../hooks/useAction';
import { reasonOf } from '../states';
import { supplyChainTranslationRef } from '../translation';

/** The steps that the reader may take with a decision, with a comment. */
export function DecisionSteps(props: { decision: Decision; onMoved(): void }) {
  const { decision, onMoved } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [comment, setComment] = useState('');
  const action = useAction(
    (step: DecisionStep) =>
      api.moveDecision({
        id: decision.id,
        step,
        body: { comment: comment.trim() || undefined },
      }),
    onMoved,
  );
  const steps = decision.may ?? [];
  if (steps.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('decision.noSteps')}
      </Text>
    );
  }
  return (
    <Section title={t('decision.steps')}>
      <TextAreaField
        label={t('decision.comment')}
        value={comment}
        onChange={setComment}
        maxLength={2000}
      />
      <div className={forms.buttons}>
        {steps.map(step => (
          <Button
            key={step}
            variant={step === 'approve' ? 'primary' : 'secondary'}
            isDisabled={action.busy}
            onPress={() => action.run(step)}
          >
            {t(`decision.step.${step}`)}
          </Button>
        ))}
        {action.error && (
          <Text role="alert" color="danger" variant="body-small">
            {t('decision.failed', { reason: reasonOf(action.error) })}
          </Text>
        )}
      </div>
    </Section>
  );
}
