import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text, useTable } from '@backstage/ui';
import type { Target } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import styles from '../../vex/vex.module.css';
import { DependabotUpload } from './DependabotUpload';
import { ignoreColumns } from './ignoreColumns';
import { rowsOf, type IgnoreRow } from './ignoreRows';

const PAGE = 25;

/** What the ignore files of tools say of a service: each entry can be accepted or rejected. */
export function IgnoreFilesSection(props: {
  target: Pick<Target, 'entityRef' | 'source'>;
  version: number;
  onChanged(): void;
}) {
  const { target, version, onChanged } = props;
  const { entityRef } = target;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(`${entityRef} ${version}`, signal =>
    api.listIgnoreFiles({ entityRef }, { signal }),
  );
  const unread = value?.files.filter(file => file.error !== undefined) ?? [];
  return (
    <section aria-label={t('ignoreFiles.title')} className={styles.section}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('ignoreFiles.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('ignoreFiles.hint')}
        </Text>
      </div>
      {error && (
        <ErrorNote
          error={error}
          what={t('ignoreFiles.what')}
          onRetry={reload}
        />
      )}
      {!value && !error && (
        <Skeleton
          height={96}
          role="status"
          aria-label={t('ignoreFiles.loading')}
        />
      )}
      {unread.map(file => (
        <Text as="p" key={file.path} role="note" weight="bold">
          {`${file.path}: ${t('ignoreFiles.unread', { reason: file.error! })}`}
        </Text>
      ))}
      {value && value.files.length === 0 && (
        <EmptyNote
          title={t('ignoreFiles.none')}
          hint={t('ignoreFiles.noneHint')}
        />
      )}
      {value && value.files.length > 0 && (
        <EntriesTable rows={rowsOf(value.files)} source={target.source} />
      )}
      <DependabotUpload entityRef={entityRef} onUploaded={onChanged} />
    </section>
  );
}

function EntriesTable(props: {
  rows: readonly IgnoreRow[];
  source: string | undefined;
}) {
  const { rows, source } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const { tableProps } = useTable<IgnoreRow>({
    mode: 'complete',
    data: [...rows],
    paginationOptions:
      rows.length > PAGE
        ? { pageSize: PAGE, showPageSizeOptions: false }
        : { type: 'none' },
  });
  const columns = useMemo(
    () => ignoreColumns(t, formats, url, source),
    [t, formats, url, source],
  );
  return (
    <div className={styles.table}>
      <RowsTable {...tableProps} columnConfig={columns} />
    </div>
  );
}
