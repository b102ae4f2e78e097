import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { supplyChainTranslationRef } from '@safety-curtain/plugin-supply-chain-react';
import { AdvisoriesPage } from '../organization/AdvisoriesPage';
import { SystemHealthPage } from '../organization/systemHealth/SystemHealthPage';
import { ServicesPage } from '../organization/ServicesPage';
import { TriagePage } from '../organization/triage/TriagePage';
import { WhereUsedPage } from '../organization/whereUsed/WhereUsedPage';
import { tabPaths } from '../routes';

/** The organization page with a header and tabs of its own. */
export function SupplyChainPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <RoutedTabs
        routes={[
          {
            path: `/${tabPaths.whereUsed}`,
            title: t('page.whereUsed'),
            children: <WhereUsedPage />,
          },
          {
            path: `/${tabPaths.advisories}`,
            title: t('page.advisories'),
            children: <AdvisoriesPage />,
          },
          {
            path: `/${tabPaths.triage}`,
            title: t('page.triage'),
            children: <TriagePage />,
          },
          {
            path: `/${tabPaths.services}`,
            title: t('page.services'),
            children: <ServicesPage />,
          },
          {
            path: `/${tabPaths.systemHealth}`,
            title: t('page.systemHealth'),
            children: <SystemHealthPage />,
          },
        ]}
      />
    </Page>
  );
}
