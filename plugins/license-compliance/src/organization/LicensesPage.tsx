import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OrganizationPage,
  ViewTabs,
} from '@safety-curtain/plugin-supply-chain-react';
import { PackagesList } from '../packages/PackagesList';
import { licenseComplianceTranslationRef } from '../translation';
import { CurateList } from './CurateList';
import { LicensesList } from './LicensesList';

/** The licenses in use, the packages under each, and those without a clear one. */
export function LicensesPage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <OrganizationPage>
      <ViewTabs
        label={t('licenses.views')}
        views={[
          {
            id: 'licenses',
            title: t('licenses.byLicense'),
            content: <LicensesList />,
          },
          {
            id: 'packages',
            title: t('licenses.byPackage'),
            content: <PackagesList />,
          },
          {
            id: 'to-curate',
            title: t('page.toCurate'),
            content: <CurateList />,
          },
        ]}
      />
    </OrganizationPage>
  );
}
