import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Card,
  CardBody,
  Checkbox,
  Radio,
  RadioGroup,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import type {
  ArchiveExport,
  NewArchiveExport,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DayField,
  FieldError,
  formStyles,
  reasonOf,
  supplyChainTranslationRef,
  useAction,
  useOwnerOptions,
  useSupplyChainApi,
  useSystemOptions,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState, type FormEvent } from 'react';
import { licenseComplianceTranslationRef } from '../../translation';
import { EntityField } from '../EntityField';

type ScopeKind = ArchiveExport['scope']['kind'];
type Format = NonNullable<NewArchiveExport['formats']>[number];

const kinds: readonly ScopeKind[] = [
  'organization',
  'owner',
  'system',
  'entity',
];
const formatChoices: readonly Format[] = ['cyclonedx', 'spdx'];

/** Says what to export, and downloads it: it is made while it comes. */
export function ExportForm(props: {
  onCreated(created: ArchiveExport): void;
  /** While another one comes. */
  isDisabled: boolean;
}) {
  const { onCreated, isDisabled } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [kind, setKind] = useState<ScopeKind>('entity');
  const [ref, setRef] = useState<string>();
  const [release, setRelease] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [formats, setFormats] = useState<readonly Format[]>([]);
  const [checked, setChecked] = useState(false);
  const create = useAction(
    (wanted: NewArchiveExport) => api.createExport({ body: wanted }),
    onCreated,
  );
  const refMissing = kind !== 'organization' && !ref;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (refMissing) return;
    create.run({
      scope: {
        kind,
        ...(kind !== 'organization' && { ref }),
        ...(release.trim() && { release: release.trim() }),
        ...(from && { from }),
        ...(to && { to }),
      },
      formats: [...formats],
    });
  };
  const refError = checked && refMissing ? t('exports.refMissing') : undefined;
  return (
    <Card>
      <CardBody>
        <form
          className={formStyles.form}
          onSubmit={submit}
          aria-label={t('exports.title')}
          noValidate
        >
          <Text as="h2" variant="body-large" weight="bold">
            {t('exports.title')}
          </Text>
          <RadioGroup
            label={t('exports.scope')}
            orientation="horizontal"
            value={kind}
            onChange={value => {
              setKind(value as ScopeKind);
              setRef(undefined);
            }}
          >
            {kinds.map(one => (
              <Radio key={one} value={one}>
                {shared(`decisionScope.${one}`)}
              </Radio>
            ))}
          </RadioGroup>
          <div className={formStyles.row}>
            <RefField
              kind={kind}
              value={ref}
              onChange={setRef}
              error={refError}
            />
            <TextField
              className={formStyles.wide}
              size="small"
              label={t('exports.release')}
              value={release}
              onChange={setRelease}
              maxLength={200}
            />
            <DayField
              label={t('archive.from')}
              value={from}
              onChange={setFrom}
              max={to || undefined}
            />
            <DayField
              label={t('archive.to')}
              value={to}
              onChange={setTo}
              min={from || undefined}
            />
          </div>
          <fieldset className={formStyles.group}>
            <legend className={formStyles.label}>{t('exports.formats')}</legend>
            {formatChoices.map(format => (
              <Checkbox
                key={format}
                isSelected={formats.includes(format)}
                onChange={on =>
                  setFormats(
                    formatChoices.filter(one =>
                      one === format ? on : formats.includes(one),
                    ),
                  )
                }
              >
                {t(`exports.${format}`)}
              </Checkbox>
            ))}
          </fieldset>
          <div className={formStyles.buttons}>
            <Button
              type="submit"
              variant="primary"
              isPending={create.busy}
              isDisabled={isDisabled}
            >
              {t('exports.submit')}
            </Button>
            {create.error && (
              <Text role="alert" color="danger" variant="body-small">
                {shared('decisionForm.failed', {
                  reason: reasonOf(create.error),
                })}
              </Text>
            )}
          </div>
        </form>
      </CardBody>
    </Card>
  );
}

function RefField(props: {
  kind: ScopeKind;
  value: string | undefined;
  onChange(ref: string | undefined): void;
  error: string | undefined;
}) {
  const { kind, value, onChange, error } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const owners = useOwnerOptions();
  const systems = useSystemOptions();
  if (kind === 'organization') return null;
  if (kind === 'entity') {
    return <EntityField value={value} onChange={onChange} error={error} />;
  }
  return (
    <div className={formStyles.choice}>
      <Select
        size="small"
        label={t(kind === 'owner' ? 'exports.team' : 'exports.system')}
        placeholder={t('exports.choose')}
        options={[...(kind === 'owner' ? owners : systems)]}
        search
        isInvalid={error !== undefined}
        value={value ?? null}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      <FieldError error={error} />
    </div>
  );
}
