import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SbomFormat,
  Snapshot,
} from '@safety-curtain/plugin-supply-chain-common';
import { useCallback } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { DownloadButton } from '../lists/DownloadButton';
import { supplyChainTranslationRef } from '../translation';

/** Formats that no document is kept in: they are written when they are asked for. */
const WRITTEN_FORMATS = ['cyclonedx-1.7', 'spdx-3.0'] as const;

const LABELS = {
  cyclonedx: 'history.cyclonedx',
  spdx: 'history.spdx',
  'cyclonedx-1.7': 'history.cyclonedx17',
  'spdx-3.0': 'history.spdx30',
  original: 'history.original',
} as const satisfies Record<SbomFormat, string>;

/** Downloads one document of a snapshot, and its signature where there is one. @public */
export function SbomButton(props: {
  snapshot: Snapshot;
  /** One that is kept, or one that is written when it is asked for. */
  document: { format: SbomFormat; mediaType?: string; signedBy?: string };
}) {
  const { snapshot, document } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { name } = parseEntityRef(snapshot.entityRef);
  const fetchFile = useCallback(
    () => api.getSbom({ id: snapshot.id, format: document.format }),
    [api, snapshot.id, document.format],
  );
  const fetchSignature = useCallback(
    () =>
      api.getSbom({
        id: snapshot.id,
        format: document.format,
        signature: 'detached',
      }),
    [api, snapshot.id, document.format],
  );
  const label = t(LABELS[document.format]);
  const fileName = `${name}-${snapshot.id}.${extensionOf(document)}`;
  return (
    <>
      <DownloadButton label={label} fileName={fileName} fetchFile={fetchFile} />
      {document.signedBy && (
        <DownloadButton
          label={t('history.signature', { format: label })}
          fileName={`${fileName}.dsse.json`}
          fetchFile={fetchSignature}
        />
      )}
    </>
  );
}

/** Downloads a snapshot in formats that no document is kept in. @public */
export function WrittenSbomButtons({ snapshot }: { snapshot: Snapshot }) {
  return (
    <>
      {WRITTEN_FORMATS.map(format => (
        <SbomButton key={format} snapshot={snapshot} document={{ format }} />
      ))}
    </>
  );
}

/** File name endings that tools know SBOMs by. */
function extensionOf({
  format,
  mediaType,
}: {
  format: SbomFormat;
  mediaType?: string;
}) {
  if (format === 'spdx-3.0') return 'spdx3.json';
  if (format === 'spdx') return 'spdx.json';
  if (mediaType?.includes('cyclonedx+xml')) return 'cdx.xml';
  if (mediaType?.includes('version=3')) return 'spdx3.json';
  if (mediaType?.includes('syft')) return 'syft.json';
  if (mediaType?.includes('spdx+yaml')) return 'spdx.yaml';
  if (mediaType?.includes('spdx')) {
    return mediaType.includes('json') ? 'spdx.json' : 'spdx';
  }
  return 'cdx.json';
}
