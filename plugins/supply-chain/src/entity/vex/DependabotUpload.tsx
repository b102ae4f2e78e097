import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text } from '@backstage/ui';
import { supplyChainTriageImportPermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  FileField,
  formStyles,
  reasonOf,
  supplyChainTranslationRef,
  useAction,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState, type FormEvent } from 'react';

/** Takes what was dismissed in Dependabot, which is in no source; nothing for readers who may not. */
export function DependabotUpload(props: {
  entityRef: string;
  onUploaded(): void;
}) {
  const { entityRef, onUploaded } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed } = usePermission({
    permission: supplyChainTriageImportPermission,
  });
  const api = useSupplyChainApi();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [checked, setChecked] = useState(false);
  const action = useAction(
    (chosen: File) =>
      api.uploadIgnoreFile({
        entityRef,
        body: chosen.slice(0, chosen.size, 'application/json'),
      }),
    () => {
      setOpen(false);
      setFile(undefined);
      onUploaded();
    },
  );
  if (!allowed) return null;
  if (!open) {
    return (
      <div className={formStyles.buttons}>
        <Button
          size="small"
          variant="secondary"
          onPress={() => {
            action.reset();
            setChecked(false);
            setOpen(true);
          }}
        >
          {t('ignoreFiles.dependabot')}
        </Button>
        {action.value && (
          <Text as="p" role="status">
            {t('ignoreFiles.uploaded')}
          </Text>
        )}
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (file) action.run(file);
  };
  return (
    <form
      className={formStyles.form}
      onSubmit={submit}
      aria-label={t('ignoreFiles.dependabot')}
      noValidate
    >
      <Text as="p">{t('ignoreFiles.dependabotHint')}</Text>
      <FileField
        label={t('ignoreFiles.dependabotFile')}
        accept=".json"
        file={file}
        onChange={setFile}
        error={checked && !file ? t('vex.fileMissing') : undefined}
      />
      <div className={formStyles.buttons}>
        <Button type="submit" variant="primary" isPending={action.busy}>
          {t('ignoreFiles.dependabot')}
        </Button>
        <Button variant="tertiary" onPress={() => setOpen(false)}>
          {t('decisionForm.cancel')}
        </Button>
      </div>
      {action.error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('vex.failed')}
          description={reasonOf(action.error)}
        />
      )}
    </form>
  );
}
