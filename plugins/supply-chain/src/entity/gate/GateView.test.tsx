import {
  aGateReport,
  aPage,
  aPullRequest,
  aTarget,
  aTargetDetail,
  fakeBackend,
  textIn,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import { EntitySecurityCard } from '../../card/EntitySecurityCard';
import { renderPart } from '../../__testUtils__/entity';
import { EntitySecurityContent } from '../EntitySecurityContent';

const backend = fakeBackend();
const TARGET = '/targets/component/default/checkout';

beforeEach(() => {
  backend.get(TARGET, aTargetDetail());
  backend.get('/findings', aPage([]));
  backend.get('/gate', aGateReport());
  backend.get('/pull-requests', aPage([]));
});

beforeEach(() => {
  backend.get(`${TARGET}/alert-levels`, aPage([]));
});

const region = (name: string) =>
  screen.findByRole('region', { name }).then(within);

describe('the gate on the Security tab', () => {
  it('says the verdict first, then each reason with what it counts', async () => {
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const reasons = await region('Reasons');
    const critical = within(
      reasons.getByRole('region', { name: 'Critical vulnerabilities' }),
    );
    expect(critical.getByText('Block')).toBeInTheDocument();
    expect(
      critical.getByRole('heading', { name: 'Critical vulnerabilities (1)' }),
    ).toBeInTheDocument();
    expect(critical.getByRole('listitem')).toHaveTextContent(
      'CVE-2021-44906 · minimist 1.2.0 · fixed in 1.2.6',
    );
    expect(
      critical.getByRole('link', { name: 'Show in findings' }),
    ).toHaveAttribute(
      'href',
      '/?kind=vulnerability&severity=critical&view=findings',
    );
    expect(
      screen.getByText(
        'A build of this service in its current state would be blocked.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/Policy: default/)).toHaveTextContent(
      'cccccccccccc',
    );
    const others = await region('Not evaluated');
    expect(others.getByRole('listitem')).toHaveTextContent(
      'Dismissed by a decision (2)',
    );
  });

  it('leads from each thing that is counted to its row', async () => {
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const reasons = await region('Reasons');
    expect(
      reasons.getByRole('link', { name: 'CVE-2021-44906' }),
    ).toHaveAttribute('href', '/?q=CVE-2021-44906&view=findings');
  });

  it('tells what tools report by rule and place', async () => {
    backend.get(
      '/gate',
      aGateReport({
        reasons: [
          {
            line: 'secret',
            outcome: 'warn',
            findings: { count: 0, items: [] },
            reported: {
              count: 1,
              items: [
                {
                  kind: 'secret',
                  fingerprint: 'a',
                  rule: 'gitleaks/aws',
                  message: 'A key',
                  severity: 'high',
                  file: '.env',
                  line: 2,
                  overdue: false,
                },
              ],
            },
            components: { count: 0, items: [] },
            notes: { count: 0, items: [] },
          },
        ],
      }),
    );
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const secrets = within(
      (await region('Reasons')).getByRole('region', { name: 'Secrets' }),
    );
    expect(
      secrets.getByRole('heading', { name: 'Secrets (1)' }),
    ).toBeInTheDocument();
    expect(secrets.getByRole('listitem')).toHaveTextContent(
      'gitleaks/aws · .env:2 · A key',
    );
    expect(
      secrets.getByRole('link', { name: 'Show in findings' }),
    ).toHaveAttribute('href', '/?kind=secret&severity=high&view=findings');
  });

  it('shows which alert levels there were', async () => {
    backend.get(
      `${TARGET}/alert-levels`,
      aPage([
        { level: 'high', since: '2026-01-06T09:00:00.000Z' },
        {
          level: 'low',
          since: '2026-01-01T09:00:00.000Z',
          until: '2026-01-06T09:00:00.000Z',
        },
      ]),
    );
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const history = await region('Alert level history');
    const [now, before] = history.getAllByRole('listitem');
    expect(textIn(now)).toMatch(/^High Since /);
    expect(textIn(before)).toMatch(/^Low From .* to /);
  });

  it('offers the badge where the portal gives out links', async () => {
    backend.get('/badge/link', { path: '/badge/public/token' });
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const badge = await region('Badge');
    const image = badge.getByRole('img', { name: 'Security of this service' });
    expect(image.getAttribute('src')).toMatch(
      /^http.*\/supply-chain\/badge\/public\/token$/,
    );
    expect(
      badge.getByText(
        `![Security of this service](${image.getAttribute('src')})`,
      ),
    ).toBeVisible();
  });

  it('shows the verdict with its first reason in the headline', async () => {
    renderPart(<EntitySecurityContent />);
    expect(
      await screen.findByRole('link', { name: 'Critical vulnerabilities' }),
    ).toHaveAttribute('href', '/?view=gate');
  });

  it('says that a service was never scanned, and what could not be read', async () => {
    const nothing = { count: 0, items: [] };
    const note = { at: 'yarn.lock', reason: 'is cut' };
    backend.get(
      '/gate',
      aGateReport({
        outcome: 'warn',
        reasons: [
          {
            line: 'unreadable',
            outcome: 'warn',
            findings: nothing,
            components: nothing,
            notes: { count: 40, items: [note] },
          },
          {
            line: 'neverScanned',
            outcome: 'warn',
            findings: nothing,
            components: nothing,
            notes: nothing,
          },
        ],
      }),
    );
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const files = await region('Unreadable files');
    expect(files.getByRole('listitem')).toHaveTextContent('yarn.lock: is cut');
    expect(files.getByText('Only the first one is listed.')).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Never scanned' }),
    ).toBeInTheDocument();
  });

  it('says so where a reader may not see it', async () => {
    backend.fail('/gate', 403, 'denied');
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    expect(
      await screen.findByText(/do not have permission to view the gate/),
    ).toBeInTheDocument();
    const headline = await region('Gate');
    expect(
      headline.getByText('You do not have permission to view it'),
    ).toBeInTheDocument();
  });
});

describe('open pull requests', () => {
  it('stand below the gate, with their verdict, their base and what keeps them', async () => {
    backend.get(
      '/pull-requests',
      aPage([
        aPullRequest(),
        aPullRequest({
          number: 8,
          title: '<b>Fork</b>',
          fork: true,
          outcome: undefined,
          findings: undefined,
          judgedAt: undefined,
          reported: false,
          reportedAt: undefined,
          base: { branch: 'main' },
          error: 'GitHub answers 503',
          nextTryAt: '2026-01-02T00:00:00.000Z',
        }),
      ]),
    );
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    const pulls = await region('Open pull requests');
    const [one, other] = pulls.getAllByRole('listitem');
    expect(within(one).getByText('Block')).toBeInTheDocument();
    expect(
      within(one).getByRole('link', { name: /#7 Pay with points/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/checkout/pull/7');
    expect(one).toHaveTextContent('1 new, 2 fixed');
    expect(one).toHaveTextContent('merge base aaaaaaaaaaaa with main');
    expect(other).toHaveTextContent('Not evaluated yet');
    expect(other).toHaveTextContent('#8 <b>Fork</b>');
    expect(other).toHaveTextContent('From a fork');
    expect(other).toHaveTextContent(
      'Could not be read or reported: GitHub answers 503',
    );
  });

  it('are left out where there are none', async () => {
    renderPart(<EntitySecurityContent />, { search: '?view=gate' });
    await region('Reasons');
    expect(
      screen.queryByRole('region', { name: 'Open pull requests' }),
    ).not.toBeInTheDocument();
  });
});

describe('the alert level', () => {
  it('is told with since when and why', async () => {
    renderPart(<EntitySecurityContent />);
    const level = await region('Alert level');
    expect(level.getByText('High')).toBeInTheDocument();
    expect(level.getByText(/^Since/)).toBeInTheDocument();
    expect(level.getByText('1 critical, 2 high')).toBeInTheDocument();
  });

  it('stands on the card, with the gate in a word', async () => {
    renderPart(<EntitySecurityCard />);
    expect(await screen.findByText('Alert level')).toBeInTheDocument();
    expect(screen.getByText('High')).toBeInTheDocument();
    expect(
      screen.getByText(/^Since .*: 1 critical, 2 high$/),
    ).toBeInTheDocument();
    expect(await screen.findByText('Block')).toBeInTheDocument();
  });

  it('of a service that was never read is unknown', async () => {
    backend.get(
      TARGET,
      aTargetDetail({
        target: aTarget({ health: 'pending', alertLevel: 'unknown' }),
        alert: { level: 'unknown', because: [] },
      }),
    );
    renderPart(<EntitySecurityContent />);
    const level = await region('Alert level');
    expect(level.getByText('Unknown')).toBeInTheDocument();
    expect(
      level.getByText('No packages have been read yet.'),
    ).toBeInTheDocument();
  });
});
