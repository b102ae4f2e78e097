import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, TextField } from '@backstage/ui';
import {
  supplyChainLicenseCuratePermission,
  type LicensedComponent,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionForm,
  FieldError,
  FormDisclosure,
  isReason,
  Permitted,
  ReasonField,
  useNewDecision,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { withoutVersion } from '../packages/purl';
import { useLinks } from '../links';
import { licenseComplianceTranslationRef } from '../translation';

interface CurationFormProps {
  component: LicensedComponent;
  onDecided(): void;
}

/** Says what the license of a package is, for the whole organization. */
export function CurationForm(props: CurationFormProps) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const links = useLinks();
  const action = useNewDecision(props.onDecided);
  return (
    <Permitted
      to={{ permission: supplyChainLicenseCuratePermission }}
      denied={t('curation.denied')}
    >
      <FormDisclosure
        label={t('curation.title')}
        outcome={action.value}
        decisionHref={decision => links.tab('decisions', { decision })}
      >
        {close => <Fields {...props} action={action} onCancel={close} />}
      </FormDisclosure>
    </Permitted>
  );
}

function Fields(
  props: CurationFormProps & {
    action: ReturnType<typeof useNewDecision>;
    onCancel(): void;
  },
) {
  const { component, action, onCancel } = props;
  const { name, version, purl } = component;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const [about, setAbout] = useState('version');
  const [expression, setExpression] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (!isReason(reason) || !expression.trim()) return undefined;
    return {
      subject: 'license-curation',
      scope: { kind: 'organization' },
      about: { purl: about === 'version' ? purl : withoutVersion(purl) },
      verdict: expression.trim(),
      reason: reason.trim(),
    };
  };
  const missing = checked && !expression.trim();
  return (
    <DecisionForm
      title={t('curation.title')}
      hint={t('curation.hint')}
      action={action}
      read={read}
      onCancel={onCancel}
      effect="immediate"
    >
      <div>
        <TextField
          label={t('curation.expression')}
          description={t('curation.expressionHint')}
          value={expression}
          onChange={setExpression}
          isInvalid={missing}
          maxLength={500}
        />
        <FieldError
          error={missing ? t('curation.expressionMissing') : undefined}
        />
      </div>
      <RadioGroup label={t('form.about')} value={about} onChange={setAbout}>
        <Radio value="version">
          {t('form.thisVersion', { name, version })}
        </Radio>
        <Radio value="package">{t('form.anyVersion', { name })}</Radio>
      </RadioGroup>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
    </DecisionForm>
  );
}
