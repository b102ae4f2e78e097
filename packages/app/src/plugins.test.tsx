import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
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
    answered: 'No services yet',
  },
  {
    plugin: licenseCompliancePlugin,
    address: '/license-compliance/archive',
    answered: 'The archive is empty',
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
      features: [catalogPlugin, ...set.map(({ plugin }) => plugin)],
      initialRouteEntries: [address],
      apis: [mockApis.permission(), [fetchApiRef, { fetch: sampleFetch({}) }]],
    });
    expect(await screen.findByText(answered)).toBeInTheDocument();
  });
});
