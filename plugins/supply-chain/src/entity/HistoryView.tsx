import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  supplyChainSbomReadPermission,
  type TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  NoPermissionNote,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import { ScansTable } from './history/ScansTable';
import { SnapshotDiffSection } from './history/SnapshotDiffSection';
import { SnapshotsTable } from './history/SnapshotsTable';

/** Scans, snapshots with their documents, and what changed between any two. */
export function HistoryView(props: { detail: TargetDetail; version: number }) {
  const { entityRef } = props.detail.target;
  const { version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const sbom = usePermission({
    permission: supplyChainSbomReadPermission,
    resourceRef: entityRef,
  });
  return (
    <>
      <Text as="h2" variant="body-large" weight="bold">
        {t('history.scans')}
      </Text>
      <ScansTable entityRef={entityRef} version={version} />
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('history.snapshots')}
        </Text>
        <Text as="p" color="secondary">
          {t('history.snapshotsHint')}
        </Text>
      </div>
      {!sbom.loading && !sbom.allowed && (
        <NoPermissionNote what={t('history.sbomDenied')} />
      )}
      {sbom.allowed && (
        <>
          <SnapshotsTable entityRef={entityRef} version={version} />
          <SnapshotDiffSection entityRef={entityRef} version={version} />
        </>
      )}
    </>
  );
}
