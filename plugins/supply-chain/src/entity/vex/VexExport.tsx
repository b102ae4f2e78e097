import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Checkbox, CheckboxGroup, Text } from '@backstage/ui';
import {
  supplyChainSbomReadPermission,
  type VexExportQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceField,
  DownloadButton,
  entityName,
  ErrorNote,
  formStyles,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import styles from '../../vex/vex.module.css';

type Format = NonNullable<VexExportQuery['format']>;
type Scope = NonNullable<VexExportQuery['scope']>[number];

const formats: readonly { value: Format; label: string }[] = [
  { value: 'cyclonedx-1.6', label: 'CycloneDX 1.6' },
  { value: 'cyclonedx-1.7', label: 'CycloneDX 1.7' },
  { value: 'openvex', label: 'OpenVEX' },
  { value: 'csaf-2.0', label: 'CSAF 2.0' },
];
const scopes: readonly Scope[] = [
  'runtime',
  'development',
  'optional',
  'unknown',
];

/** Releases that are offered, the newest. */
const CHOICE = 200;

/** Gives out what was decided about a service, or about a release of it. */
export function VexExport({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [format, setFormat] = useState<Format>('cyclonedx-1.6');
  const [kind, setKind] = useState<'vex' | 'vdr'>('vex');
  const [product, setProduct] = useState<'service' | 'package'>('service');
  const [scope, setScope] = useState<string[]>([]);
  const [release, setRelease] = useState('');
  const isCycloneDx = format.startsWith('cyclonedx');
  const query: VexExportQuery = {
    entityRef,
    format,
    kind: isCycloneDx ? kind : 'vex',
    ...(format === 'openvex' && { product }),
    scope: scope as Scope[],
    ...(release !== '' && { release }),
  };
  return (
    <section aria-label={t('vex.export')} className={formStyles.form}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('vex.export')}
        </Text>
        <Text as="p" color="secondary">
          {t('vex.exportHint')}
        </Text>
      </div>
      <div className={formStyles.row}>
        <ReleaseField
          entityRef={entityRef}
          value={release}
          onChange={setRelease}
        />
        <ChoiceField
          label={t('vex.format')}
          value={format}
          options={formats}
          onChange={value => setFormat(value)}
        />
        {isCycloneDx && (
          <ChoiceField
            label={t('vex.kind')}
            value={kind}
            options={(['vex', 'vdr'] as const).map(value => ({
              value,
              label: t(`vex.kinds.${value}`),
            }))}
            onChange={value => setKind(value)}
          />
        )}
        {format === 'openvex' && (
          <ChoiceField
            label={t('vex.product')}
            value={product}
            options={(['service', 'package'] as const).map(value => ({
              value,
              label: t(`vex.products.${value}`),
            }))}
            onChange={value => setProduct(value)}
          />
        )}
      </div>
      <CheckboxGroup
        label={t('vex.scope')}
        orientation="horizontal"
        className={styles.scopes}
        value={scope}
        onChange={setScope}
      >
        {scopes.map(one => (
          <Checkbox key={one} value={one}>
            {t(`scope.${one}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <div>
        <DownloadButton
          label={t('vex.download')}
          fileName={`${nameOf(query)}.${endOf(query)}`}
          fetchFile={async () => asFile(await api.exportVex(query))}
        />
      </div>
    </section>
  );
}

/** Whether it is about the service as it is, or a release; for those who may read what that holds. */
function ReleaseField(props: {
  entityRef: string;
  value: string;
  onChange(release: string): void;
}) {
  const { entityRef, value, onChange } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { allowed } = usePermission({
    permission: supplyChainSbomReadPermission,
    resourceRef: entityRef,
  });
  const releases = useLoad(allowed ? entityRef : undefined, signal =>
    api.listReleases({ entityRef, limit: CHOICE }, { signal }),
  );
  if (releases.error) {
    return (
      <ErrorNote
        error={releases.error}
        what={t('release.what')}
        onRetry={releases.reload}
      />
    );
  }
  // SBOMs of several names have releases of one name each.
  const names = new Set(releases.value?.items.map(({ name }) => name));
  if (names.size === 0) return null;
  return (
    <ChoiceField
      label={t('vex.of')}
      value={value}
      options={[
        { value: '', label: t('vex.now') },
        ...[...names].map(name => ({
          value: name,
          label: t('vex.release', { name }),
        })),
      ]}
      onChange={onChange}
    />
  );
}

/** How the backend names the document, but for its end. */
function nameOf({ entityRef, release }: VexExportQuery): string {
  const name = [entityName(entityRef), release].filter(Boolean).join('-');
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}

/** The document as the backend writes it. */
function asFile(document: object): Response {
  return new Response(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** How the backend ends the name of the document. */
function endOf({ format, kind }: VexExportQuery): string {
  if (format === 'openvex') return 'openvex.json';
  return format === 'csaf-2.0' ? 'csaf.json' : `${kind}.cdx.json`;
}
