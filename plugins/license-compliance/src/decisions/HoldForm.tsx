import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, TextField } from '@backstage/ui';
import {
  supplyChainHoldManagePermission,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionForm,
  endOfDay,
  EndsField,
  FieldError,
  FormDisclosure,
  formStyles,
  isEnd,
  isReason,
  Permitted,
  ReasonField,
  supplyChainTranslationRef,
  useNewDecision,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { useLinks } from '../links';
import { licenseComplianceTranslationRef } from '../translation';

type ScopeKind = NewDecision['scope']['kind'];

const scopeKinds: readonly ScopeKind[] = [
  'organization',
  'owner',
  'system',
  'entity',
];

/** Puts archived records of a scope on hold, until a day or for good. */
export function HoldForm({ onDecided }: { onDecided(): void }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const links = useLinks();
  const action = useNewDecision(onDecided);
  return (
    <Permitted
      to={{ permission: supplyChainHoldManagePermission }}
      denied={t('hold.denied')}
    >
      <FormDisclosure
        label={t('decisions.newHold')}
        outcome={action.value}
        decisionHref={decision => links.tab('decisions', { decision })}
      >
        {close => <Fields action={action} onCancel={close} />}
      </FormDisclosure>
    </Permitted>
  );
}

function Fields(props: {
  action: ReturnType<typeof useNewDecision>;
  onCancel(): void;
}) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const [kind, setKind] = useState<ScopeKind>('entity');
  const [ref, setRef] = useState('');
  const [release, setRelease] = useState('');
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState('');
  const [checked, setChecked] = useState(false);
  const refMissing = kind !== 'organization' && !ref.trim();
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (refMissing || !isEnd(ends, true) || !isReason(reason)) return undefined;
    return {
      subject: 'hold',
      scope: kind === 'organization' ? { kind } : { kind, ref: ref.trim() },
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
      effect="immediate"
    >
      <RadioGroup
        label={t('hold.scope')}
        orientation="horizontal"
        value={kind}
        onChange={value => setKind(value as ScopeKind)}
      >
        {scopeKinds.map(one => (
          <Radio key={one} value={one}>
            {shared(`decisionScope.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      <div className={formStyles.row}>
        {kind !== 'organization' && (
          <div className={formStyles.wide}>
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
          className={formStyles.wide}
          label={t('hold.release')}
          value={release}
          onChange={setRelease}
          maxLength={200}
        />
        <EndsField value={ends} onChange={setEnds} checked={checked} optional />
      </div>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
    </DecisionForm>
  );
}
