import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import { ArchivePage } from '../archive/ArchivePage';
import { DecisionsPage } from '../organisation/DecisionsPage';
import { IssuesPage } from '../organisation/IssuesPage';
import { LicensesPage } from '../organisation/LicensesPage';
import { OverviewPage } from '../organisation/OverviewPage';
import { tabPaths } from '../routes';
import { licenseComplianceTranslationRef } from '../translation';

const tabs: Record<keyof typeof tabPaths, ReactElement> = {
  overview: <OverviewPage />,
  issues: <IssuesPage />,
  licenses: <LicensesPage />,
  decisions: <DecisionsPage />,
  archive: <ArchivePage />,
};

/** The organisation page with a header and tabs of its own. */
export function LicenseCompliancePage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const names = Object.keys(tabs) as (keyof typeof tabs)[];
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <RoutedTabs
        routes={names.map(name => ({
          path: `/${tabPaths[name]}`,
          title: t(`page.${name}`),
          children: tabs[name],
        }))}
      />
    </Page>
  );
}
