import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Text, type ColumnConfig } from '@backstage/ui';
import type {
  LicenseObligations,
  LicenseScope,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
  type Formats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import styles from './entity.module.css';

type Row = LicenseObligations['items'][number] & { id: string };

/** What the licenses in use ask for, and which of them do. */
export function ObligationsView({ scope }: { scope: LicenseScope }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(JSON.stringify(scope), signal =>
    api.listLicenseObligations(scope, { signal }),
  );
  const rows = useMemo(
    () => value?.items.map(one => ({ ...one, id: one.obligation.id })) ?? [],
    [value],
  );
  const columns = useMemo(() => columnsOf(t, formats), [t, formats]);
  if (error) {
    return (
      <ErrorNote error={error} what={t('obligations.what')} onRetry={reload} />
    );
  }
  if (!value) return <Waiting label={t('obligations.loading')} />;
  return (
    <section aria-label={t('obligations.what')} className={styles.table}>
      {value.incomplete > 0 && (
        <Text as="p" role="note">
          {t('obligations.incomplete', { count: value.incomplete })}
        </Text>
      )}
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
        emptyState={
          <EmptyNote
            title={t('obligations.none')}
            hint={t('obligations.noneHint')}
          />
        }
      />
    </section>
  );
}

function columnsOf(t: Translate, formats: Formats): ColumnConfig<Row>[] {
  return [
    {
      id: 'obligation',
      label: t('obligations.obligation'),
      isRowHeader: true,
      defaultWidth: '2fr',
      cell: ({ obligation }) => (
        <CellText
          title={obligation.title}
          description={obligation.description}
        />
      ),
    },
    {
      id: 'licenses',
      label: t('obligations.licenses'),
      defaultWidth: '2fr',
      cell: ({ licenses }) => <CellText title={licenses.join(', ')} />,
    },
    {
      id: 'packages',
      label: t('obligations.packages'),
      defaultWidth: 110,
      cell: ({ components }) => <CellText title={formats.number(components)} />,
    },
  ];
}
