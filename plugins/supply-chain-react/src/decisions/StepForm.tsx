import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextAreaField } from '@backstage/ui';
import type { DecisionStep } from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { formStyles } from '../forms';
import { reasonOf } from '../states';
import { supplyChainTranslationRef } from '../translation';

/** Steps to choose from, with a comment, and why the last one was not taken. */
export function StepForm<S extends DecisionStep>(props: {
  steps: readonly S[];
  /** Whether an approval takes the place of other decisions. */
  replacing?: boolean;
  busy: boolean;
  error?: Error;
  onStep(step: S, comment: string | undefined): void;
}) {
  const { steps, replacing, busy, error, onStep } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [comment, setComment] = useState('');
  return (
    <>
      <TextAreaField
        label={t('decision.comment')}
        value={comment}
        onChange={setComment}
        maxLength={2000}
      />
      <div className={formStyles.buttons}>
        {steps.map(step => (
          <Button
            key={step}
            variant={step === 'approve' ? 'primary' : 'secondary'}
            isDisabled={busy}
            onPress={() => onStep(step, comment.trim() || undefined)}
          >
            {step === 'approve' && replacing
              ? t('decision.against.approve')
              : t(`decision.step.${step as DecisionStep}`)}
          </Button>
        ))}
        {error && (
          <Text role="alert" color="danger" variant="body-small">
            {t('decision.failed', { reason: reasonOf(error) })}
          </Text>
        )}
      </div>
    </>
  );
}
