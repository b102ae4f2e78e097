import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  supplyChainSbomReadPermission,
  type TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  NoPermissionNote,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import { CompareReleases } from './CompareReleases';
import { ReleasesTable } from './ReleasesTable';

/** The releases of a service, each with its changelog, and any two compared. */
export function ReleasesView(props: { detail: TargetDetail; version: number }) {
  const { entityRef } = props.detail.target;
  const { version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const sbom = usePermission({
    permission: supplyChainSbomReadPermission,
    resourceRef: entityRef,
  });
  if (sbom.loading) return null;
  if (!sbom.allowed) return <NoPermissionNote what={t('release.denied')} />;
  return (
    <>
      <ReleasesTable entityRef={entityRef} version={version} />
      <CompareReleases entityRef={entityRef} version={version} />
    </>
  );
}
