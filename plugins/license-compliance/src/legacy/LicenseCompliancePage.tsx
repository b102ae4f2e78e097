import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import { ArchivePage } from '../archive/ArchivePage';
import { DecisionsPage } from '../organization/DecisionsPage';
import { IssuesPage } from '../organization/IssuesPage';
import { LicensesPage } from '../organization/LicensesPage';
import { OverviewPage } from '../organization/OverviewPage';
import { tabPaths } from '../routes';
import { licenseComplianceTitlesTranslationRef } from '../translation';

const tabs: Record<keyof typeof tabPaths, ReactElement> = {
  overview: <OverviewPage />,
  issues: <IssuesPage />,
  licenses: <LicensesPage />,
  decisions: <DecisionsPage />,
  archive: <ArchivePage />,
};

/** The organization page with a header and tabs of its own. */
export function LicenseCompliancePage() {
  const { t } = useTranslationRef(licenseComplianceTitlesTranslationRef);
  const names = Object.keys(tabs) as (keyof typeof tabs)[];
  return (
    <Page themeId="tool">
      <Header title={t('page')} />
      <RoutedTabs
        routes={names.map(name => ({
          path: `/${tabPaths[name]}`,
          title: t(name),
          children: tabs[name],
        }))}
      />
    </Page>
  );
}
