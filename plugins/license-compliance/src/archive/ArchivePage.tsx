import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FindingDrawer,
  OrganizationPage,
  useUrlState,
  ViewTabs,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import { AsOfView } from './asOf/AsOfView';
import { ExportsView } from './exports/ExportsView';
import { PresenceView } from './PresenceView';
import { RetentionView } from './RetentionView';
import { SnapshotsView } from './snapshots/SnapshotsView';
import { UploadView } from './upload/UploadView';

/**
 * Every SBOM that was made or handed in, what was in force on any day, where a
 * package was, and exports with their proof.
 */
export function ArchivePage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  return (
    <OrganizationPage>
      <ViewTabs
        label={t('archive.views')}
        views={[
          {
            id: 'snapshots',
            title: t('archive.snapshots'),
            content: <SnapshotsView />,
          },
          { id: 'as-of', title: t('archive.asOf'), content: <AsOfView /> },
          { id: 'where', title: t('archive.where'), content: <PresenceView /> },
          { id: 'upload', title: t('archive.upload'), content: <UploadView /> },
          {
            id: 'exports',
            title: t('archive.exports'),
            content: <ExportsView />,
          },
          {
            id: 'retention',
            title: t('archive.retention'),
            content: <RetentionView />,
          },
        ]}
      />
      <FindingDrawer
        id={url.get('finding')}
        onClose={() => url.set({ finding: undefined })}
      />
    </OrganizationPage>
  );
}
