import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import {
  supplyChainExceptionApprovePermission,
  supplyChainExceptionCreatePermission,
  type LicensedComponent,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  dayFromNow,
  DecisionForm,
  endOfDay,
  EndsField,
  FormDisclosure,
  isEnd,
  isReason,
  ReasonField,
  useApprovalEffect,
  useNewDecision,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { withoutVersion } from '../packages/purl';
import { useLinks } from '../links';
import { licenseComplianceTranslationRef } from '../translation';

const USUAL_DAYS = 90;

interface ExceptionFormProps {
  component: LicensedComponent;
  entityRef: string;
  onDecided(): void;
}

/** Asks for a license exception for a package in an entity. */
export function ExceptionForm(props: ExceptionFormProps) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainExceptionCreatePermission,
    resourceRef: props.entityRef,
  });
  const links = useLinks();
  const action = useNewDecision(props.onDecided);
  if (loading || props.component.verdict === 'allow') return null;
  if (!allowed) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('exception.denied')}
      </Text>
    );
  }
  return (
    <FormDisclosure
      label={t('exception.title')}
      outcome={action.value}
      decisionHref={decision => links.tab('decisions', { decision })}
    >
      {close => <Fields {...props} action={action} onCancel={close} />}
    </FormDisclosure>
  );
}

function Fields(
  props: ExceptionFormProps & {
    action: ReturnType<typeof useNewDecision>;
    onCancel(): void;
  },
) {
  const { component, entityRef, action, onCancel } = props;
  const { name, version, expression } = component;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const effect = useApprovalEffect(supplyChainExceptionApprovePermission);
  const [about, setAbout] = useState('version');
  const [scope, setScope] = useState('entity');
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState(dayFromNow(USUAL_DAYS));
  const [checked, setChecked] = useState(false);
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (!isReason(reason) || !isEnd(ends)) return undefined;
    return {
      subject: 'license-exception',
      scope:
        scope === 'entity'
          ? { kind: 'entity', ref: entityRef }
          : { kind: 'organization' },
      about: aboutOf(about, component),
      reason: reason.trim(),
      endsAt: endOfDay(ends),
    };
  };
  return (
    <DecisionForm
      title={t('exception.title')}
      hint={t('exception.hint')}
      action={action}
      read={read}
      onCancel={onCancel}
      effect={effect}
    >
      <RadioGroup label={t('form.about')} value={about} onChange={setAbout}>
        <Radio value="version">
          {t('form.thisVersion', { name, version })}
        </Radio>
        <Radio value="package">{t('form.anyVersion', { name })}</Radio>
        {expression && (
          <Radio value="license">
            {t('form.thisLicense', { license: expression })}
          </Radio>
        )}
      </RadioGroup>
      <RadioGroup label={t('form.for')} value={scope} onChange={setScope}>
        <Radio value="entity">{t('form.thisService')}</Radio>
        <Radio value="organization">{t('form.organization')}</Radio>
      </RadioGroup>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      <EndsField value={ends} onChange={setEnds} checked={checked} />
    </DecisionForm>
  );
}

function aboutOf(
  choice: string,
  component: LicensedComponent,
): NewDecision['about'] {
  if (choice === 'license') return { license: component.expression };
  return {
    purl:
      choice === 'version' ? component.purl : withoutVersion(component.purl),
  };
}
