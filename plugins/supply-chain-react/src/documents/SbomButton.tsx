import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import { useCallback } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { DownloadButton } from '../lists/DownloadButton';
import { supplyChainTranslationRef } from '../translation';

/** Downloads one document of a snapshot. @public */
export function SbomButton(props: {
  snapshot: Snapshot;
  document: Snapshot['documents'][number];
}) {
  const { snapshot, document } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { name } = parseEntityRef(snapshot.entityRef);
  const fetchFile = useCallback(
    () => api.getSbom({ id: snapshot.id, format: document.format }),
    [api, snapshot.id, document.format],
  );
  return (
    <DownloadButton
      label={t(`history.${document.format}`)}
      fileName={`${name}-${snapshot.id}.${extensionOf(document)}`}
      fetchFile={fetchFile}
    />
  );
}

/** File name endings that tools know SBOMs by. */
function extensionOf({ format, mediaType }: Snapshot['documents'][number]) {
  if (format === 'spdx') return 'spdx.json';
  if (mediaType?.includes('cyclonedx+xml')) return 'cdx.xml';
  if (mediaType?.includes('syft')) return 'syft.json';
  if (mediaType?.includes('spdx+yaml')) return 'spdx.yaml';
  if (mediaType?.includes('spdx')) {
    return mediaType.includes('json') ? 'spdx.json' : 'spdx';
  }
  return 'cdx.json';
}
