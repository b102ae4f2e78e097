import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  ErrorNote,
  RelativeTime,
  ScanStateMark,
  SideDrawer,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { ManifestTable } from '../ManifestTable';
import { filesOf } from './filesOf';

/** One scan: how it ended, and what became of each file. */
export function ScanDrawer(props: { id: string | undefined; onClose(): void }) {
  const { id, onClose } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const loaded = useLoad(id, signal =>
    api.getScan({ scanId: id! }, { signal }),
  );
  const detail = loaded.value;
  return (
    <SideDrawer
      open={id !== undefined}
      onClose={onClose}
      label={t('history.scanFiles')}
      head={
        <>
          <Text as="h2" variant="title-x-small">
            {t('history.scanFiles')}
          </Text>
          {detail && <RelativeTime iso={detail.scan.startedAt} />}
        </>
      }
    >
      {loaded.error && (
        <ErrorNote
          error={loaded.error}
          what={t('history.scanFiles')}
          onRetry={loaded.reload}
        />
      )}
      {loaded.loading && !detail && <Skeleton height={120} />}
      {detail && (
        <>
          <div>
            <ScanStateMark state={detail.scan.state} />
            {detail.scan.error && <Text as="p">{detail.scan.error}</Text>}
            <Text as="p" color="secondary">
              {filesOf(detail.scan, t)}
            </Text>
          </div>
          {detail.files.length > 0 && (
            <ManifestTable manifests={detail.files} />
          )}
        </>
      )}
    </SideDrawer>
  );
}
