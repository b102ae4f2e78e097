import { renderPart as render } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen } from '@testing-library/react';
import {
  licenseComplianceRouteRef,
  organizationRouteRef,
  supplyChainRouteRef,
} from '../routes';

export { checkout } from '@safety-curtain/plugin-supply-chain-react/testUtils';

type Options = NonNullable<Parameters<typeof render>[1]>;

/**
 * Renders a part of our pages, in a portal that has the organization page and
 * the plugins that evidence leads to.
 */
export function renderPart(element: JSX.Element, options: Options = {}) {
  return render(element, {
    routes: {
      '/security-scorecards': organizationRouteRef,
      '/supply-chain': supplyChainRouteRef,
      '/license-compliance': licenseComplianceRouteRef,
    },
    ...options,
  });
}

/** The line of a check on a service's tab, with all that it opens. */
export async function findCheck(title: string): Promise<HTMLElement> {
  const line = await screen.findByText(title, { selector: 'summary *' });
  return line.closest('details')!;
}
