import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text, TextField } from '@backstage/ui';
import {
  supplyChainSbomUploadPermission,
  type Release,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FieldError,
  formStyles,
  reasonOf,
  supplyChainTranslationRef,
  useAction,
  useSupplyChainApi,
  type Action,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState, type FormEvent } from 'react';

/** Makes a release of what is in force for a service, where the reader may. */
export function NewRelease(props: { entityRef: string; onMade(): void }) {
  const { entityRef, onMade } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [open, setOpen] = useState(false);
  const { allowed } = usePermission({
    permission: supplyChainSbomUploadPermission,
    resourceRef: entityRef,
  });
  const action = useAction(
    (name: string) => api.createRelease({ body: { entityRef, name } }),
    () => {
      setOpen(false);
      onMade();
    },
  );
  if (!allowed) return null;
  if (open) {
    return <Fields action={action} onCancel={() => setOpen(false)} />;
  }
  return (
    <div className={formStyles.buttons}>
      {action.value && (
        <Text as="p" role="status">
          {t('release.made', { name: action.value.name })}
        </Text>
      )}
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        {t('release.make')}
      </Button>
    </div>
  );
}

function Fields(props: {
  action: Action<[string], Release>;
  onCancel(): void;
}) {
  const { action, onCancel } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = checked && !name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim()) action.run(name.trim());
  };
  return (
    <form
      className={formStyles.form}
      onSubmit={submit}
      aria-label={t('release.make')}
      noValidate
    >
      <div>
        <TextField
          label={t('release.name')}
          description={t('release.makeHint')}
          value={name}
          onChange={setName}
          isInvalid={missing}
          maxLength={200}
        />
        <FieldError error={missing ? t('release.nameMissing') : undefined} />
      </div>
      <div className={formStyles.buttons}>
        <Button type="submit" variant="primary" isPending={action.busy}>
          {t('decisionForm.submit')}
        </Button>
        <Button variant="tertiary" onPress={onCancel}>
          {t('decisionForm.cancel')}
        </Button>
        {action.error && (
          <Text role="alert" color="danger" variant="body-small">
            {t('decisionForm.failed', { reason: reasonOf(action.error) })}
          </Text>
        )}
      </div>
    </form>
  );
}
