import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import {
  supplyChainPackageApprovePermission,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionForm,
  FieldError,
  FormDisclosure,
  isReason,
  Permitted,
  ReasonField,
  supplyChainTranslationRef,
  useNewDecision,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { useLinks } from '../../../links';

/** Approves a package before anybody uses it, as one that a pull request waits for. */
export function PackageApprovalForm({ onDecided }: { onDecided(): void }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const action = useNewDecision(onDecided);
  return (
    <Permitted
      to={{ permission: supplyChainPackageApprovePermission }}
      denied={t('approval.denied')}
    >
      <FormDisclosure
        label={t('approval.title')}
        outcome={action.value}
        decisionHref={decision =>
          links.tab('triage', { view: 'decisions', decision })
        }
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
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [purl, setPurl] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = checked && !purl.trim();
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (!purl.trim() || !isReason(reason)) return undefined;
    return {
      subject: 'package-approval',
      scope: { kind: 'organization' },
      about: { purl: purl.trim() },
      reason: reason.trim(),
    };
  };
  return (
    <DecisionForm
      title={t('approval.title')}
      hint={t('approval.hint')}
      action={props.action}
      read={read}
      onCancel={props.onCancel}
      effect="immediateUnlessSecond"
    >
      <div>
        <TextField
          label={t('approval.package')}
          description={t('approval.packageHint')}
          value={purl}
          onChange={setPurl}
          isInvalid={missing}
          maxLength={2000}
        />
        <FieldError error={missing ? t('approval.missing') : undefined} />
      </div>
      <ReasonField value={reason} onChange={setReason} checked={checked} />
    </DecisionForm>
  );
}
