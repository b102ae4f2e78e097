import {
  aPage,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import { aLicenseIssue, aLicenseOverview } from '../__testUtils__/answers';
import { renderPart } from '../__testUtils__/entity';
import { EntityLicensesContent } from './EntityLicensesContent';

const backend = fakeBackend();

beforeEach(() => {
  backend.get('/licenses/overview', aLicenseOverview());
  backend.get('/licenses/issues', aPage([aLicenseIssue()]));
});

describe('the headline', () => {
  it('says how the service stands, by which policy and why that one', async () => {
    renderPart(<EntityLicensesContent />);
    const headline = await screen.findByRole('region', { name: 'Verdicts' });
    const figure = (name: string) =>
      within(within(headline).getByRole('group', { name }));
    expect(figure('Verdicts').getAllByRole('listitem').map(textIn)).toEqual([
      '1 denied',
      '6 to review (4 with an exception)',
      '3 with an unknown license',
      '90 allowed',
    ]);
    expect(
      figure('Policy').getByText(
        'Distribution model: shipped (its type is “library”)',
      ),
    ).toBeVisible();
    expect(
      figure('Unclear licenses').getByRole('link', { name: '6' }),
    ).toBeVisible();
    expect(
      figure('Unclear licenses').getByText(
        '6% of 100 packages, 2 not looked up yet',
      ),
    ).toBeVisible();
    expect(
      within(headline).getByRole('link', { name: 'SBOM archive' }),
    ).toHaveAttribute(
      'href',
      '/license-compliance/archive?entity=component%3Adefault%2Fcheckout',
    );
  });

  it('says how many packages no verdict speaks of', async () => {
    backend.get('/licenses/overview', aLicenseOverview({ components: 130 }));
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByText('30 not evaluated: for development only'),
    ).toBeInTheDocument();
  });

  it('does not call a service clean that was never read', async () => {
    backend.get(
      '/licenses/overview',
      aLicenseOverview({
        components: 0,
        states: { known: 0, unknown: 0, ambiguous: 0, conflicting: 0 },
        verdicts: { allow: 0, review: 0, deny: 0, curate: 0 },
      }),
    );
    renderPart(<EntityLicensesContent />);
    expect(await screen.findByText('No packages yet')).toBeInTheDocument();
    expect(backend.queries('/licenses/issues')).toEqual([]);
  });

  it('says so where licenses may not be seen', async () => {
    backend.fail('/licenses/overview', 403, 'no');
    renderPart(<EntityLicensesContent />);
    expect(
      await screen.findByText(
        'You do not have permission to view the licenses of this service',
      ),
    ).toBeInTheDocument();
  });
});
