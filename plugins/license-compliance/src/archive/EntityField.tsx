import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import {
  entityName,
  FieldError,
  formStyles,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import { licenseComplianceTranslationRef } from '../translation';

const SHOWN = 50;
const NONE = 'none';

/** A service among those that are scanned; the backend does the searching. */
export function EntityField(props: {
  /** The chosen entity ref. */
  value: string | undefined;
  onChange(entityRef: string | undefined): void;
  label?: string;
  /** Offers to choose none, under this word. */
  noneLabel?: string;
  error?: string;
}) {
  const { value, onChange, label, noneLabel, error } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const [text, setText] = useState('');
  const found = useLoad(`entities ${text}`, signal =>
    api.listTargets({ q: text || undefined, limit: SHOWN }, { signal }),
  );
  const options = (found.value?.items ?? []).map(target => ({
    value: target.entityRef,
    label: target.name,
  }));
  if (value && !options.some(option => option.value === value)) {
    options.unshift({ value, label: entityName(value) });
  }
  const none = noneLabel ? [{ value: NONE, label: noneLabel }] : [];
  return (
    <div className={formStyles.choice}>
      <Select
        size="small"
        label={label ?? t('archive.service')}
        placeholder={t('exports.choose')}
        options={[...none, ...options]}
        search={{
          mode: 'server',
          inputValue: text,
          onInputChange: setText,
          placeholder: t('archive.entityPlaceholder'),
        }}
        isInvalid={error !== undefined}
        value={value ?? (noneLabel ? NONE : null)}
        onChange={key =>
          onChange(key === NONE || key === null ? undefined : String(key))
        }
      />
      <FieldError error={error} />
    </div>
  );
}
