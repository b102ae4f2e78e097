import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ArchiveExport } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ListTable,
  useCursorList,
  useFormats,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { licenseComplianceTranslationRef } from '../../translation';
import { exportColumns } from './exportColumns';
import { ExportForm } from './ExportForm';
import { ExportProgress } from './ExportProgress';
import { exportFileName } from './exportWords';
import { useExportFetch } from './useExportFetch';
import { VerifyNote } from './VerifyNote';

/** Asks for exports, fetches them, and lists them with their proof. */
export function ExportsView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const list = useCursorList<ArchiveExport>({
    query: {},
    getId: one => one.id,
    totalLabel: total => t('exports.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listExports({ cursor, limit }, { signal }),
  });
  const { fetching, start, cancel } = useExportFetch(list.reload);
  const busy = fetching.state === 'running' || fetching.state === 'choosing';
  // What was saved just now; else the newest there is.
  const proven =
    fetching.state === 'saved'
      ? fetching.export
      : list.tableProps.data?.find(({ item }) => item.state === 'finished')
          ?.item;
  const columns = useMemo(
    () =>
      exportColumns({
        t,
        formats,
        onFetch: busy ? undefined : one => start(one, exportFileName(one)),
      }),
    [t, formats, start, busy],
  );
  return (
    <>
      <Text as="p" color="secondary">
        {t('exports.hint')}
      </Text>
      <ExportForm
        isDisabled={busy}
        onCreated={created => start(created, exportFileName(created))}
      />
      <ExportProgress fetching={fetching} onCancel={cancel} />
      <ListTable
        list={list}
        columns={columns}
        what={t('exports.what')}
        empty={
          <EmptyNote title={t('exports.none')} hint={t('exports.noneHint')} />
        }
      />
      {proven && <VerifyNote one={proven} />}
    </>
  );
}
