import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, type ColumnConfig } from '@backstage/ui';
import type { AsOf } from '@safety-curtain/plugin-supply-chain-common';
import { useMemo } from 'react';
import {
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';

type Licenses = NonNullable<AsOf['licenses']>;
type Row = Licenses[number] & { id: string };

/** The licenses of what was in force, as known then and as known now. */
export function AsOfLicenses({ licenses }: { licenses: Licenses }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
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
        cell: row => <CellText title={formats.number(row.then)} />,
      },
      {
        id: 'now',
        label: t('asOf.now'),
        defaultWidth: '1fr',
        cell: row => <CellText title={formats.number(row.now)} />,
      },
    ],
    [t, formats],
  );
  return (
    <RowsTable
      data={rows}
      columnConfig={columns}
      pagination={{ type: 'none' }}
    />
  );
}
