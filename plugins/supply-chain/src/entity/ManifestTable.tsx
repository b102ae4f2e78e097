import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  CellText,
  Text,
  useTable,
  type ColumnConfig,
} from '@backstage/ui';
import type { ManifestCoverage } from '@safety-curtain/plugin-supply-chain-common';
import {
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useFormats,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { UnresolvedRemark } from './UnresolvedRemark';
import styles from './entity.module.css';

type Row = ManifestCoverage & { id: string };

const tones = { read: 'good', skipped: 'quiet', failed: 'bad' } as const;
const PAGE = 25;

/** Each manifest with what became of it and why. */
export function ManifestTable(props: {
  manifests: readonly ManifestCoverage[];
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const rows = useMemo(
    () => props.manifests.map(one => ({ ...one, id: one.path })),
    [props.manifests],
  );
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions:
      rows.length > PAGE
        ? { pageSize: PAGE, showPageSizeOptions: false }
        : { type: 'none' },
  });
  const columns = useMemo<ColumnConfig<Row>[]>(
    () => [
      {
        id: 'path',
        label: t('coverage.path'),
        isRowHeader: true,
        defaultWidth: '2fr',
        cell: row => <CellText title={row.path} description={row.format} />,
      },
      {
        id: 'outcome',
        label: t('coverage.outcome'),
        defaultWidth: 120,
        cell: row => (
          <Cell>
            <StateMark
              tone={
                row.warnings?.length || row.suddenLoss || row.unresolved?.count
                  ? 'doubt'
                  : tones[row.outcome]
              }
            >
              {t(`coverage.outcomes.${row.outcome}`)}
            </StateMark>
          </Cell>
        ),
      },
      {
        id: 'packages',
        label: t('coverage.packages'),
        defaultWidth: 100,
        cell: row => <CellText title={formats.number(row.components)} />,
      },
      {
        id: 'remarks',
        label: t('coverage.remarks'),
        defaultWidth: '3fr',
        cell: row => (
          <Cell>
            <Remarks manifest={row} />
          </Cell>
        ),
      },
    ],
    [t, formats],
  );
  return (
    <section aria-label={t('coverage.what')} className={styles.table}>
      <RowsTable {...tableProps} columnConfig={columns} />
    </section>
  );
}

function Remarks({ manifest }: { manifest: ManifestCoverage }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { reason, warnings = [], staleSince, suddenLoss } = manifest;
  const { unresolved } = manifest;
  return (
    <div className={styles.remarks}>
      {suddenLoss && (
        <Text as="p">
          {t('coverage.lostFrom', {
            before: formats.number(suddenLoss.before),
            when: <RelativeTime iso={suddenLoss.since} />,
          })}
        </Text>
      )}
      {unresolved && <UnresolvedRemark unresolved={unresolved} />}
      {[...(reason ? [reason] : []), ...warnings].map((line, index) => (
        <Text key={index} as="p">
          {line}
        </Text>
      ))}
      {staleSince && (
        <Text as="p" color="secondary">
          {t('coverage.staleSince', {
            when: <RelativeTime iso={staleSince} />,
          })}
        </Text>
      )}
    </div>
  );
}
