import {
  aFinding,
  aPage,
  aTargetDetail,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import { renderPart } from '../__testUtils__/entity';
import { EntitySecurityContent } from './EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([aFinding()]));
});

/** A plan of so many changes, as far as the headline looks at it. */
function aPlan({ cleared, changes }: { cleared: number; changes: number }) {
  return {
    entityRef: 'component:default/checkout',
    counts: { findings: 3, cleared, urgent: 0, urgentCleared: 0 },
    exact: true,
    cut: false,
    unplanned: 0,
    packages: [],
    changes: Array.from({ length: changes }, () => ({})),
  };
}

function region(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('the headline', () => {
  it('tells findings, what is fixable, and as of when', async () => {
    backend.get('/upgrade-plan', aPlan({ cleared: 2, changes: 1 }));
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('2 findings')).toBeInTheDocument();
    expect(
      region('Fixable now').getByRole('link', { name: 'go with 1 upgrade' }),
    ).toHaveAttribute('href', expect.stringContaining('view=plan'));
    expect(region('Open findings').getByText('critical')).toBeInTheDocument();
    expect(region('Known exploited').getByText('1')).toBeInTheDocument();
    expect(
      region('Freshness').getByText('Scan up to date'),
    ).toBeInTheDocument();
    expect(region('Freshness').getByText('18d99b743b07')).toBeInTheDocument();
  });

  it('says that nothing is fixable where no upgrade clears a finding', async () => {
    backend.get('/upgrade-plan', aPlan({ cleared: 0, changes: 0 }));
    renderPart(<EntitySecurityContent />);
    expect(await screen.findByText('None')).toBeInTheDocument();
  });

  it('says that it is not known where the plan cannot be had', async () => {
    backend.fail('/upgrade-plan', 500, 'away');
    renderPart(<EntitySecurityContent />);
    expect(
      await within(
        await screen.findByRole('region', { name: 'Fixable now' }),
      ).findByText('Unknown'),
    ).toBeInTheDocument();
  });

  it('says where advisory sources are failing', async () => {
    const advisoryData = {
      advisories: 9,
      sources: 3,
      failing: 2,
      stale: [],
      examples: [],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('2 of 3 advisory sources are failing'),
    ).toBeInTheDocument();
  });
});

describe('the age of the advisory data', () => {
  const YEAR_AGO = new Date(Date.now() - 366 * 86_400_000).toISOString();
  const data = { advisories: 9, sources: 3, failing: 0, asOf: YEAR_AGO };

  it('says what is out of date, how old it is and what that means', async () => {
    const advisoryData = {
      ...data,
      stale: [
        { id: 'o', title: 'OSV', kind: 'osv' as const, dataAsOf: YEAR_AGO },
        { id: 'e', title: 'EPSS scores', kind: 'epss' as const },
      ],
      examples: [],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText(
        'Vulnerabilities published since then are not shown.',
      ),
    ).toBeInTheDocument();
    const freshness = region('Freshness');
    expect(textIn(freshness.getByText('Advisory data updated'))).toBe(
      'Advisory data updated 1 year ago',
    );
    expect(textIn(freshness.getByText(/^OSV: /))).toBe(
      'OSV: out of date, last updated 1 year ago',
    );
    expect(
      freshness.getByText('EPSS scores: out of date, age unknown'),
    ).toBeVisible();
  });

  it('calls an example one, with its day, and nothing current', async () => {
    const dataAsOf = '2026-01-15T10:00:00.000Z';
    const advisoryData = {
      ...data,
      asOf: dataAsOf,
      stale: [],
      examples: [{ id: 'o', title: 'OSV', kind: 'osv' as const, dataAsOf }],
    };
    backend.get(TARGET, aTargetDetail({ advisoryData }));
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByText('Example data from Jan 15, 2026'),
    ).toBeInTheDocument();
    expect(region('Freshness').queryByText(/Advisory data updated/)).toBeNull();
  });
});
