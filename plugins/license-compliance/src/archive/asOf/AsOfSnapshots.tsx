import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  ExactTime,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { licenseComplianceTranslationRef } from '../../translation';
import { SnapshotDocuments } from '../snapshots/SnapshotDocuments';

/** The snapshots in force on that day: one of scans, one of each upload name. */
export function AsOfSnapshots(props: { snapshots: readonly Snapshot[] }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const columns = useMemo<ColumnConfig<Snapshot>[]>(
    () => [
      {
        id: 'origin',
        label: t('snapshots.origin'),
        isRowHeader: true,
        cell: ({ origin, name }) => (
          <CellText
            title={t(`snapshots.origins.${origin}`)}
            description={name}
          />
        ),
      },
      {
        id: 'release',
        label: t('archive.release'),
        cell: ({ release, revision }) => (
          <CellText
            title={release ?? t('snapshots.noRelease')}
            description={revision?.slice(0, 12)}
          />
        ),
      },
      {
        id: 'since',
        label: t('snapshots.inForce'),
        cell: ({ createdAt }) => (
          <Cell>
            <Text variant="body-medium">
              {t('snapshots.since', { when: <ExactTime iso={createdAt} /> })}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'packages',
        label: t('snapshots.packages'),
        cell: ({ componentCount }) => (
          <CellText title={formats.number(componentCount)} />
        ),
      },
      {
        id: 'download',
        label: t('snapshots.download'),
        defaultWidth: 310,
        cell: snapshot => (
          <Cell>
            <SnapshotDocuments snapshot={snapshot} />
          </Cell>
        ),
      },
    ],
    [t, formats],
  );
  return (
    <RowsTable
      data={[...props.snapshots]}
      columnConfig={columns}
      pagination={{ type: 'none' }}
    />
  );
}
