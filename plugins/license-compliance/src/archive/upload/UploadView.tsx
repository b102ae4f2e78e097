import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Text } from '@backstage/ui';
import {
  supplyChainSbomUploadPermission,
  type UploadQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  reasonOf,
  useAction,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import { mediaTypeOf } from './mediaType';
import { UploadForm } from './UploadForm';
import { UploadOutcome } from './UploadOutcome';

/** Hands in an SBOM that was made elsewhere, and shows what came of it. */
export function UploadView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const entityRef = url.get('entity');
  const { allowed, loading } = usePermission({
    permission: supplyChainSbomUploadPermission,
    resourceRef: entityRef,
  });
  const upload = useAction((query: UploadQuery, file: File) =>
    api.uploadSbom({
      ...query,
      body: file.slice(0, file.size, mediaTypeOf(file.name)),
    }),
  );
  const denied = entityRef !== undefined && !loading && !allowed;
  return (
    <>
      <Text as="p" color="secondary">
        {t('upload.hint')}
      </Text>
      <UploadForm entityRef={entityRef} isDenied={denied} upload={upload} />
      {denied && (
        <Text as="p" role="status">
          {t('upload.denied')}
        </Text>
      )}
      {upload.error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('upload.failed')}
          description={reasonOf(upload.error)}
        />
      )}
      {upload.value && <UploadOutcome uploaded={upload.value} />}
    </>
  );
}
