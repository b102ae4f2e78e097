import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Radio, RadioGroup, Text, TextField } from '@backstage/ui';
import {
  supplyChainHoldManagePermission,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { DayField, FieldError } from '../forms/DayField';
import forms from '../forms/forms.module.css';
import { licenseComplianceTranslationRef } from '../translation';
import { dayFromNow, endOfDay, wrongEnd } from './day';
import { DecisionForm, FormDisclosure } from './DecisionForm';
import { isReason, ReasonField } from './ReasonField';
import { useNewDecision } from './useNewDecision';

type ScopeKind = NewDecision['scope']['kind'];

const scopeKinds: readonly ScopeKind[] = [
  'organisation',
  'owner',
  'system',
  'entity',
];

/** Puts archived records of a scope on hold, until a day or for good. */
export function HoldForm({ onDecided }: { onDecided(): void }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainHoldManagePermission,
  });
  const action = useNewDecision(onDecided);
  if (loading) return null;
  if (!allowed) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('hold.denied')}
      </Text>
    );
  }
  return (
    <FormDisclosure label={t('decisions.newHold')} outcome={action.value}>
      {close => <Fields action={action} onCancel={close} />}
    </FormDisclosure>
  );
}

function Fields(props: {
  action: ReturnType<typeof useNewDecision>;
  onCancel(): void;
}) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const [kind, setKind] = useState<ScopeKind>('entity');
  const [ref, setRef] = useState('');
  const [release, setRelease] = useState('');
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState('');
  const [checked, setChecked] = useState(false);
  const refMissing = kind !== 'organisation' && !ref.trim();
  const endPast = ends !== '' && wrongEnd(ends) !== undefined;
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (refMissing || endPast || !isReason(reason)) return undefined;
    return {
      subject: 'hold',
      scope: kind === 'organisation' ? { kind } : { kind, ref: ref.trim() },
      ...(release.trim() && { about: { release: release.trim() } }),
      reason: reason.trim(),
      ...(ends && { endsAt: endOfDay(ends) }),
    };
  };
  return (
    <DecisionForm
      title={t('hold.title')}
      hint={t('hold.hint')}
      action={props.action}
      read={read}
      onCancel={props.onCancel}
    >
      <RadioGroup
        label={t('hold.scope')}
        orientation="horizontal"
        value={kind}
        onChange={value => setKind(value as ScopeKind)}
      >
        {scopeKinds.map(one => (
          <Radio key={one} value={one}>
            {t(`decisionScope.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      <div className={forms.row}>
        {kind !== 'organisation' && (
          <div className={forms.wide}>
            <TextField
              label={t('hold.ref')}
              description={t('hold.refHint')}
              value={ref}
              onChange={setRef}
              isInvalid={checked && refMissing}
              maxLength={200}
            />
            <FieldError
              error={checked && refMissing ? t('hold.refMissing') : undefined}
            />
          </div>
        )}
        <TextField
          className={forms.wide}
          label={t('hold.release')}
          value={release}
          onChange={setRelease}
          maxLength={200}
        />
        <DayField
          label={t('form.endsOptional')}
          value={ends}
          onChange={setEnds}
          min={dayFromNow(0)}
          error={checked && endPast ? t('form.endsPast') : undefined}
        />
      </div>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
    </DecisionForm>
  );
}
