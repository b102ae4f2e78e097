import { renderPart as render } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { organizationRouteRef } from '../routes';

export { checkout } from '@safety-curtain/plugin-supply-chain-react/testUtils';

type Options = Omit<NonNullable<Parameters<typeof render>[1]>, 'routes'>;

/** Renders a part of our pages, in a portal that has the organization page. */
export function renderPart(element: JSX.Element, options: Options = {}) {
  return render(element, {
    ...options,
    routes: { '/license-compliance': organizationRouteRef },
  });
}
