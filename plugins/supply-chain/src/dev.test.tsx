import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { renderSamples } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import { answers } from '../dev/answers';
import supplyChainPlugin from './index';
// Loaded beforehand: a test that meets them first would wait for the compiler.
import './entity/EntitySecurityContent';
import './organization/AdvisoriesPage';
import './organization/ServicesPage';
import './organization/systemHealth/SystemHealthPage';
import './organization/triage/TriagePage';
import './organization/whereUsed/WhereUsedPage';

const TAB = '/catalog/default/component/checkout/security';

/** Each page and view of the development app, and what it makes of its answers. */
const pages: [address: string, text: string][] = [
  ['/supply-chain/where-used?package=lodash', 'No matches in scanned services'],
  ['/supply-chain/advisories', 'CVE-2021-44906'],
  ['/supply-chain/triage', 'CVE-2021-44906'],
  ['/supply-chain/triage?view=upgrades', 'lodash'],
  ['/supply-chain/triage?view=teams', 'payments'],
  ['/supply-chain/triage?view=rules', 'No rules configured'],
  ['/supply-chain/services', 'Checkout'],
  ['/supply-chain/system-health', 'OSV'],
  [`${TAB}?view=findings`, 'CVE-2021-44906'],
  [`${TAB}?view=plan`, 'No smaller set of changes clears as much.'],
  [`${TAB}?view=components`, 'minimist'],
  [`${TAB}?view=gate`, 'Critical vulnerabilities (1)'],
  [`${TAB}?view=vex`, 'No ignore files found'],
  [`${TAB}?view=tools`, 'No tool has reported anything yet'],
  [`${TAB}?view=releases`, 'No releases yet'],
  [`${TAB}?view=changes`, 'No changes yet'],
  [`${TAB}?view=history`, 'Scans'],
];

describe('the development app', () => {
  it.each(pages)('has answers for %s', async (address, text) => {
    const features = [catalogPlugin, supplyChainPlugin];
    const missing = renderSamples({ features, answers, address });
    expect((await screen.findAllByText(text))[0]).toBeInTheDocument();
    expect(missing).toEqual([]);
  });
});
