import { createExternalRouteRef } from '@backstage/core-plugin-api';
import { screen } from '@testing-library/react';
import { renderPart } from '../testUtils';
import { usePortalLinks } from './usePortalLinks';

const organization = createExternalRouteRef({
  id: 'organization',
  optional: true,
});

function Addresses() {
  const links = usePortalLinks(organization);
  return (
    <ul>
      <li>{links.organization('') ?? 'no page'}</li>
      <li>{links.organization('/issues', { owner: ['a', 'b'], q: 'x y' })}</li>
      <li>
        {links.entityTab('licenses', 'component:default/checkout', {
          view: 'packages',
          license: undefined,
        })}
      </li>
    </ul>
  );
}

async function addresses() {
  const items = await screen.findAllByRole('listitem');
  return items.map(item => item.textContent);
}

describe('usePortalLinks', () => {
  it('leads to pages and tabs, with what the query says', async () => {
    renderPart(<Addresses />, { routes: { '/compliance': organization } });
    expect(await addresses()).toEqual([
      '/compliance',
      '/compliance/issues?owner=a&owner=b&q=x+y',
      '/catalog/default/component/checkout/licenses?view=packages',
    ]);
  });

  it('leads to no page that the portal does not have', async () => {
    renderPart(<Addresses />);
    expect(await addresses()).toEqual([
      'no page',
      '',
      '/catalog/default/component/checkout/licenses?view=packages',
    ]);
  });
});
