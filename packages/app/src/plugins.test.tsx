import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import licenseCompliancePlugin from '@safety-curtain/plugin-license-compliance';
import securityScorecardsPlugin from '@safety-curtain/plugin-security-scorecards';
import supplyChainPlugin from '@safety-curtain/plugin-supply-chain';
import { sampleFetch } from '@safety-curtain/plugin-supply-chain-react/samples';
import { screen } from '@testing-library/react';

/** Each plugin, with a page of its own and what is there once the backend has answered. */
const plugins = [
  {
    plugin: supplyChainPlugin,
    address: '/supply-chain/services',
    answered: 'No services',
  },
  {
    plugin: licenseCompliancePlugin,
    address: '/license-compliance/issues',
    answered: 'No issues',
  },
  {
    plugin: securityScorecardsPlugin,
    address: '/security-scorecards',
    answered: 'No scorecards are configured',
  },
];

const combinations = plugins
  .reduce<(typeof plugins)[]>(
    (sets, one) => [...sets, ...sets.map(set => [...set, one])],
    [[]],
  )
  .filter(set => set.length > 0);

describe.each(
  combinations.map(set => ({
    set,
    names: set.map(({ plugin }) => plugin.pluginId).join(', '),
  })),
)('an app with $names', ({ set }) => {
  it.each(set)('shows $address', async ({ address, answered }) => {
    // It fails where the app would not start.
    renderTestApp({
      features: set.map(({ plugin }) => plugin),
      initialRouteEntries: [address],
      apis: [mockApis.permission(), [fetchApiRef, { fetch: sampleFetch({}) }]],
    });
    expect(await screen.findByText(answered)).toBeInTheDocument();
  });
});
