import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OrganizationPage,
  ViewTabs,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import { DecisionsView } from './DecisionsView';
import { PoliciesView } from './PoliciesView';

/** What people decided, and the policies that decide where nobody did. */
export function DecisionsPage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <OrganizationPage>
      <ViewTabs
        label={t('page.decisionViews')}
        views={[
          {
            id: 'decisions',
            title: t('page.decisions'),
            content: <DecisionsView />,
          },
          {
            id: 'policies',
            title: t('page.policies'),
            content: <PoliciesView />,
          },
        ]}
      />
    </OrganizationPage>
  );
}
