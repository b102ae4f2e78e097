import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { renderSamples } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { answers } from '../dev/answers';
import licenseCompliancePlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './archive/ArchivePage';
import './entity/EntityLicensesContent';
import './organization/DecisionsPage';
import './organization/IssuesPage';
import './organization/LicensesPage';
import './organization/OverviewPage';

const TAB = '/catalog/default/component/checkout/licenses';

/** Each page and view of the development app, and what it makes of its answers. */
const pages: [address: string, text: string][] = [
  ['/license-compliance/overview', 'npm registry'],
  ['/license-compliance/issues', 'ghost-db'],
  ['/license-compliance/licenses', 'No licenses yet'],
  ['/license-compliance/licenses?view=packages', 'ghost-db'],
  ['/license-compliance/licenses?view=to-curate', 'ghost-db'],
  ['/license-compliance/decisions', 'It is replaced with the next release'],
  ['/license-compliance/decisions?view=policies', 'shipped'],
  ['/license-compliance/archive', 'shop'],
  ['/license-compliance/archive?view=as-of', 'Select a service and a day'],
  ['/license-compliance/archive?view=where', 'Search for a package'],
  ['/license-compliance/archive?view=exports', 'system shop'],
  ['/license-compliance/archive?view=retention', 'Scan logs'],
  [`${TAB}?view=issues`, 'ghost-db'],
  [`${TAB}?view=packages`, 'ghost-db'],
  [`${TAB}?view=obligations`, 'Keep the notice'],
  [`${TAB}?view=notices`, 'Release or snapshot'],
];

describe('the development app', () => {
  it.each(pages)('has answers for %s', async (address, text) => {
    const features = [catalogPlugin, licenseCompliancePlugin];
    const missing = renderSamples({ features, answers, address });
    expect((await screen.findAllByText(text))[0]).toBeInTheDocument();
    expect(missing).toEqual([]);
  });
});
