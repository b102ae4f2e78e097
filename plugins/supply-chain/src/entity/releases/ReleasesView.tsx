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
import { useState } from 'react';
import { CompareReleases } from './CompareReleases';
import { NewRelease } from './NewRelease';
import { ReleasesTable } from './ReleasesTable';

/** The releases of a service, each with its changelog, and any two compared. */
export function ReleasesView(props: { detail: TargetDetail; version: number }) {
  const { entityRef } = props.detail.target;
  const [made, setMade] = useState(0);
  const shown = props.version + made;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const sbom = usePermission({
    permission: supplyChainSbomReadPermission,
    resourceRef: entityRef,
  });
  if (sbom.loading) return null;
  if (!sbom.allowed) return <NoPermissionNote what={t('release.denied')} />;
  return (
    <>
      <NewRelease
        entityRef={entityRef}
        onMade={() => setMade(before => before + 1)}
      />
      <ReleasesTable entityRef={entityRef} version={shown} />
      <CompareReleases entityRef={entityRef} version={shown} />
    </>
  );
}
