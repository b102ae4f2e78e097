import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextField } from '@backstage/ui';
import { RiUploadLine } from '@remixicon/react';
import type {
  UploadedSbom,
  UploadQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FieldError,
  FileField,
  formStyles,
  useFormats,
  useUrlState,
  type Action,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState, type FormEvent } from 'react';
import { licenseComplianceTranslationRef } from '../../translation';
import { EntityField } from '../EntityField';

/** What the backend takes at the most, in bytes. */
const LARGEST = 100_000_000;
/** As the API document has it: `name` of an upload. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** Asks for a file, and for what it is of. */
export function UploadForm(props: {
  entityRef: string | undefined;
  isDenied: boolean;
  upload: Action<[UploadQuery, File], UploadedSbom>;
}) {
  const { entityRef, isDenied, upload } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const [file, setFile] = useState<File>();
  const [revision, setRevision] = useState('');
  const [release, setRelease] = useState('');
  const [name, setName] = useState('sbom');
  const [checked, setChecked] = useState(false);
  const nameWrong = !NAME.test(name);
  let fileError: string | undefined;
  if (!file) fileError = t('upload.fileMissing');
  else if (file.size > LARGEST) fileError = t('upload.fileTooLarge');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!entityRef || !file || fileError || nameWrong) return;
    const query = {
      entityRef,
      name,
      revision: revision.trim() || undefined,
      release: release.trim() || undefined,
    };
    upload.run(query, file);
  };
  return (
    <form
      className={formStyles.form}
      onSubmit={submit}
      aria-label={t('archive.upload')}
      noValidate
    >
      <div className={formStyles.row}>
        <EntityField
          value={entityRef}
          onChange={entity => url.set({ entity })}
          error={checked && !entityRef ? t('upload.entityMissing') : undefined}
        />
        <FileField
          label={t('upload.file')}
          accept=".json,.xml,.spdx,.yaml,.yml"
          file={file}
          onChange={setFile}
          error={checked ? fileError : undefined}
        />
      </div>
      <div className={formStyles.row}>
        <TextField
          className={formStyles.wide}
          label={t('upload.release')}
          value={release}
          onChange={setRelease}
          maxLength={200}
        />
        <TextField
          className={formStyles.wide}
          label={t('upload.revision')}
          value={revision}
          onChange={setRevision}
          maxLength={200}
        />
        <div className={formStyles.wide}>
          <TextField
            label={t('upload.name')}
            description={t('upload.nameHint')}
            value={name}
            onChange={setName}
            isInvalid={checked && nameWrong}
          />
          <FieldError
            error={checked && nameWrong ? t('upload.nameWrong') : undefined}
          />
        </div>
      </div>
      <div className={formStyles.buttons}>
        <Button
          type="submit"
          variant="primary"
          iconStart={<RiUploadLine />}
          isPending={upload.busy}
          isDisabled={isDenied}
        >
          {t('upload.submit')}
        </Button>
        {upload.busy && file && (
          <Text role="status" color="secondary">
            {t('upload.sending', { size: formats.bytes(file.size) })}
          </Text>
        )}
      </div>
    </form>
  );
}
