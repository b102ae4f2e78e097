import { OrganizationPage } from '@safety-curtain/plugin-supply-chain-react';
import { ChangesList } from '../changes/ChangesList';

/** What changed in the services of the organization, or of a team. */
export function ChangesPage() {
  return (
    <OrganizationPage>
      <ChangesList />
    </OrganizationPage>
  );
}
