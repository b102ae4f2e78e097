import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { supplyChainTitlesTranslationRef } from '@safety-curtain/plugin-supply-chain-react';
import { AdvisoriesPage } from '../organization/AdvisoriesPage';
import { SystemHealthPage } from '../organization/systemHealth/SystemHealthPage';
import { ServicesPage } from '../organization/ServicesPage';
import { TriagePage } from '../organization/triage/TriagePage';
import { WhereUsedPage } from '../organization/whereUsed/WhereUsedPage';
import { tabPaths } from '../routes';

/** The organization page with a header and tabs of its own. */
export function SupplyChainPage() {
  const { t } = useTranslationRef(supplyChainTitlesTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page')} />
      <RoutedTabs
        routes={[
          {
            path: `/${tabPaths.whereUsed}`,
            title: t('whereUsed'),
            children: <WhereUsedPage />,
          },
          {
            path: `/${tabPaths.advisories}`,
            title: t('advisories'),
            children: <AdvisoriesPage />,
          },
          {
            path: `/${tabPaths.triage}`,
            title: t('triage'),
            children: <TriagePage />,
          },
          {
            path: `/${tabPaths.services}`,
            title: t('services'),
            children: <ServicesPage />,
          },
          {
            path: `/${tabPaths.systemHealth}`,
            title: t('systemHealth'),
            children: <SystemHealthPage />,
          },
        ]}
      />
    </Page>
  );
}
