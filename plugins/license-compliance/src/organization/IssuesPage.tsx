import {
  OrganizationPage,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { IssuesList } from '../issues/IssuesList';
import { outcomeLinks, useLinks } from '../links';

/** What breaks which rule, in all services that the reader may see. */
export function IssuesPage() {
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const scope = {
    owner: url.getAll('owner'),
    system: url.getAll('system'),
    lifecycle: url.getAll('lifecycle'),
  };
  const overview = useLoad(JSON.stringify(scope), signal =>
    api.getLicenseOverview(scope, { signal }),
  );
  return (
    <OrganizationPage>
      <IssuesList
        pending={overview.value?.pending}
        toCurate={overview.value?.verdicts.curate}
        curateHref={outcomeLinks(links, { scope })('curate')}
      />
    </OrganizationPage>
  );
}
