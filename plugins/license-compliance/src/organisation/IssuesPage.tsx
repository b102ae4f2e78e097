import { OrganisationPage } from '@safety-curtain/plugin-supply-chain-react';
import { IssuesList } from '../issues/IssuesList';

/** What breaks which rule, in all services that the reader may see. */
export function IssuesPage() {
  return (
    <OrganisationPage>
      <IssuesList />
    </OrganisationPage>
  );
}
