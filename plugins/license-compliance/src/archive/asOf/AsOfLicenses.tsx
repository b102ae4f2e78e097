import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Table, type ColumnConfig } from '@backstage/ui';
import type { AsOf } from '@safety-curtain/plugin-supply-chain-common';
import { useMemo } from 'react';
import { licenseComplianceTranslationRef } from '../../translation';

type Licenses = NonNullable<AsOf['licenses']>;
type Row = Licenses[number] & { id: string };

/** The licenses of what was in force, as known then and as known now. */
export function AsOfLicenses({ licenses }: { licenses: Licenses }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const rows = useMemo(
    () => licenses.map(one => ({ ...one, id: one.expression || '-' })),
    [licenses],
  );
  const columns = useMemo<ColumnConfig<Row>[]>(
    () => [
      {
        id: 'license',
        label: t('asOf.license'),
        isRowHeader: true,
        defaultWidth: '3fr',
        cell: ({ expression, category }) => (
          <CellText
            title={expression || t('asOf.unknownLicense')}
            description={category && t(`category.${category}`)}
          />
        ),
      },
      {
        id: 'then',
        label: t('asOf.then'),
        defaultWidth: '1fr',
        cell: row => <CellText title={row.then.toLocaleString()} />,
      },
      {
        id: 'now',
        label: t('asOf.now'),
        defaultWidth: '1fr',
        cell: row => <CellText title={row.now.toLocaleString()} />,
      },
    ],
    [t],
  );
  return (
    <Table data={rows} columnConfig={columns} pagination={{ type: 'none' }} />
  );
}
