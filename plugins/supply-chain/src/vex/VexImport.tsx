import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text, TextField } from '@backstage/ui';
import { RiUploadLine } from '@remixicon/react';
import {
  supplyChainTriageImportPermission,
  type VexQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FileField,
  formStyles,
  reasonOf,
  supplyChainTranslationRef,
  useAction,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState, type FormEvent } from 'react';
import { mediaTypeOf } from './mediaType';
import { VexReportView } from './VexReportView';

/** What the backend takes at the most, in bytes. */
const LARGEST = 32 * 1024 * 1024;

/**
 * Takes a VEX document over, for one service or for the organization, and shows
 * its report; nothing for readers who may not.
 */
export function VexImport(props: {
  entityRef?: string;
  /** Said where somebody may not. */
  denied?: string;
  onImported?(): void;
}) {
  const { entityRef, denied, onImported } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainTriageImportPermission,
  });
  const api = useSupplyChainApi();
  const action = useAction(
    (query: VexQuery, file: File) =>
      api.importVex({
        ...query,
        body: file.slice(0, file.size, mediaTypeOf(file.name)),
      }),
    onImported,
  );
  if (loading) return null;
  if (!allowed) return denied ? <Text as="p">{denied}</Text> : null;
  return (
    <section aria-label={t('vex.import')} className={formStyles.form}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('vex.import')}
        </Text>
        {!entityRef && <Text as="p">{t('vex.importOrganization')}</Text>}
        <Text as="p" color="secondary">
          {t('vex.importHint')}
        </Text>
      </div>
      <ImportForm
        withAuthor={!entityRef}
        busy={action.busy}
        onSubmit={(file, author) => action.run({ entityRef, author }, file)}
      />
      {action.error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('vex.failed')}
          description={reasonOf(action.error)}
        />
      )}
      {action.value && <VexReportView report={action.value} />}
    </section>
  );
}

function ImportForm(props: {
  withAuthor: boolean;
  busy: boolean;
  onSubmit(file: File, author: string | undefined): void;
}) {
  const { withAuthor, busy, onSubmit } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [file, setFile] = useState<File>();
  const [author, setAuthor] = useState('');
  const [checked, setChecked] = useState(false);
  let error: string | undefined;
  if (!file) error = t('vex.fileMissing');
  else if (file.size > LARGEST) error = t('vex.fileTooLarge');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (file && !error) onSubmit(file, author.trim() || undefined);
  };
  return (
    <form
      className={formStyles.form}
      onSubmit={submit}
      aria-label={t('vex.import')}
      noValidate
    >
      <div className={formStyles.row}>
        <div className={formStyles.wide}>
          <FileField
            label={t('vex.file')}
            accept=".json,.xml"
            file={file}
            onChange={setFile}
            error={checked ? error : undefined}
          />
        </div>
        {withAuthor && (
          <TextField
            className={formStyles.wide}
            label={t('vex.author')}
            description={t('vex.authorHint')}
            value={author}
            onChange={setAuthor}
            maxLength={200}
          />
        )}
      </div>
      <div className={formStyles.buttons}>
        <Button
          type="submit"
          variant="primary"
          iconStart={<RiUploadLine />}
          isPending={busy}
        >
          {t('vex.submit')}
        </Button>
        {busy && file && (
          <Text role="status" color="secondary">
            {t('vex.sending', { name: file.name })}
          </Text>
        )}
      </div>
    </form>
  );
}
