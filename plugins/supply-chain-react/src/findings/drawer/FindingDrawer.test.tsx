import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  FindingDetail,
  PathList,
  SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { supplyChainApiRef } from '../../api/supplyChainApiRef';
import { aFinding, aFindingDetail, aVulnerability } from '../../testUtils';
import { FindingDrawer } from './FindingDrawer';

const noPaths: PathList = { paths: [], truncated: false };

async function open(
  detail: FindingDetail,
  onClose = () => {},
  paths: PathList | Promise<PathList> = noPaths,
) {
  const api: Partial<SupplyChainApi> = {
    getFinding: async () => detail,
    getFindingPaths: async () => paths,
  };
  renderInTestApp(<FindingDrawer id="1" onClose={onClose} />, {
    apis: [[supplyChainApiRef, api as SupplyChainApi]],
  });
  const dialog = await screen.findByRole('dialog', {
    name: detail.finding.advisory,
  });
  if (!(paths instanceof Promise)) {
    await within(dialog).findByRole('region', { name: 'Decision' });
  }
  return dialog;
}

describe('FindingDrawer', () => {
  it('says what to do, and what else that clears', async () => {
    const dialog = await open(
      aFindingDetail({
        alsoClears: [
          { id: '9', advisory: 'CVE-2020-7598', severity: 'medium' },
        ],
      }),
    );
    const toDo = within(
      within(dialog).getByRole('region', { name: 'How to fix' }),
    );
    expect(
      toDo.getByText('Upgrade minimist from 1.2.0 to 1.2.6'),
    ).toBeInTheDocument();
    expect(
      toDo.getByText('The same upgrade fixes one more finding:'),
    ).toBeInTheDocument();
    expect(toDo.getByRole('link', { name: 'CVE-2020-7598' })).toHaveAttribute(
      'href',
      expect.stringContaining('finding=9'),
    );
  });

  it('shows nothing to press that would still move', async () => {
    let answer: (paths: PathList) => void = () => {};
    const dialog = await open(
      aFindingDetail({}),
      undefined,
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    expect(within(dialog).getByRole('status')).toBeInTheDocument();
    expect(within(dialog).queryByRole('button', { name: 'Decide' })).toBeNull();
    answer(noPaths);
    expect(
      await within(dialog).findByRole('button', { name: 'Decide' }),
    ).toBeInTheDocument();
    expect(within(dialog).queryByRole('status')).toBeNull();
  });

  it('shows its tickets, and that what they say decides nothing', async () => {
    const dialog = await open(
      aFindingDetail({
        tickets: [
          {
            id: '7',
            tracker: 'github',
            project: 'https://github.com/example/shop',
            group: 'upgrade',
            title: 'Upgrade minimist in shop',
            state: 'left',
            remoteId: '12',
            url: 'https://github.com/example/shop/issues/12',
            services: [],
            wontFix: { by: 'kim' },
            createdAt: '2026-01-06T10:00:00.000Z',
          },
          {
            id: '6',
            tracker: 'own',
            project: 'a',
            group: 'upgrade',
            title: 'Upgrade minimist in shop',
            state: 'waiting',
            url: 'data:text/html,hello',
            services: [],
            createdAt: '2026-01-06T10:00:00.000Z',
          },
        ],
      }),
    );
    const tickets = within(
      within(dialog).getByRole('region', { name: 'Tickets' }),
    );
    const links = tickets.getAllByRole('link');
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveAccessibleName(
      'GitHub #12 (opens the ticket in a new tab)',
    );
    expect(tickets.getByText('Not created yet')).toBeVisible();
    expect(
      tickets.getByText('Won’t fix, says kim in the ticket'),
    ).toBeVisible();
    expect(tickets.getByText(/This is a proposal/)).toBeVisible();
  });

  it('names the version that clears all, the parents and the override', async () => {
    const dialog = await open(
      aFindingDetail({
        upgrade: {
          package: 'minimist',
          from: ['1.2.0'],
          to: '1.2.8',
          fixed: '1.2.6',
          overrides: [
            { file: 'package.json', kind: 'file', text: '{"overrides":{}}' },
          ],
        },
      }),
      () => {},
      {
        truncated: false,
        paths: [
          {
            manifest: 'package-lock.json',
            declaredIn: 'package.json',
            purls: ['pkg:npm/mkdirp@0.5.1', 'pkg:npm/minimist@1.2.0'],
          },
        ],
      },
    );
    const toDo = within(
      within(dialog).getByRole('region', { name: 'How to fix' }),
    );
    expect(
      toDo.getByText('Upgrade minimist from 1.2.0 to 1.2.8'),
    ).toBeInTheDocument();
    expect(
      toDo.getByText(/1\.2\.8 fixes every known .* 1\.2\.6 is enough/),
    ).toBeInTheDocument();
    expect(
      await toDo.findByText('mkdirp@0.5.1, declared in package.json'),
    ).toBeInTheDocument();
    expect(toDo.getByText('Or override it in package.json:')).toBeVisible();
    expect(toDo.getByText('{"overrides":{}}')).toBeInTheDocument();
  });

  it('admits where no fix is known', async () => {
    const dialog = await open(aFindingDetail({ upgrade: undefined }));
    expect(
      within(dialog).getByText(/No fixed version is known/),
    ).toBeInTheDocument();
  });

  it('takes the score apart and tells what attackers do', async () => {
    const dialog = await open(
      aFindingDetail({
        finding: aFinding({ knownExploited: true, malicious: true }),
        vulnerability: {
          unconfirmedAliases: ['CVE-2099-1'],
          vulnerability: aVulnerability({
            epss: 0.9436,
            epssPercentile: 0.9993,
          }),
          claims: [],
          epssData: {
            modelVersion: 'v2026.06.01',
            asOf: '2026-11-29T00:00:00Z',
          },
          scoreBreakdown: [{ metric: 'Attack vector', value: 'Network' }],
          exploited: {
            dateAdded: '2021-12-10',
            dueDate: '2021-12-24',
            ransomware: true,
          },
        },
      }),
    );
    const howBad = within(
      within(dialog).getByRole('region', { name: 'Severity and impact' }),
    );
    expect(howBad.getByText('Attack vector')).toBeInTheDocument();
    expect(howBad.getByText('Network')).toBeInTheDocument();
    expect(
      howBad.getByText('v2026.06.01, scores of Nov 29, 2026'),
    ).toBeInTheDocument();
    expect(
      howBad.getByText(
        '94% chance within 30 days, higher than 99% of all vulnerabilities',
      ),
    ).toBeInTheDocument();
    expect(howBad.getByText('listed since 2021-12-10')).toBeInTheDocument();
    expect(within(dialog).getByText('Exploited')).toBeInTheDocument();
    expect(within(dialog).getByText('Malicious')).toBeInTheDocument();
    expect(
      within(dialog).getByText(/^CVE-2099-1: listed as an alias by other/),
    ).toBeInTheDocument();
  });

  it('shows what each source claims for itself', async () => {
    const detail = aFindingDetail();
    detail.vulnerability!.claims.push({
      id: 'PYSEC-2021-1',
      source: 'second',
      severity: 'low',
      withdrawnAt: '2025-01-01T00:00:00Z',
    });
    const dialog = await open(detail);
    const claims = within(
      within(dialog).getByRole('region', { name: 'Source details' }),
    ).getAllByRole('listitem');
    expect(claims).toHaveLength(2);
    expect(
      within(claims[0]).getByText('minimist (npm): < 1.2.6'),
    ).toBeVisible();
    const second = within(claims[1]);
    expect(second.getByText('from second')).toBeVisible();
    expect(second.getByText('Low')).toBeVisible();
    expect(second.getByText(/^Withdrawn/)).toBeVisible();
  });

  it('makes links of web addresses only', async () => {
    const detail = aFindingDetail();
    detail.vulnerability!.claims[0].references = [
      { type: 'WEB', url: 'https://example.com/advisory' },
      // eslint-disable-next-line no-script-url -- this must stay text
      { type: 'WEB', url: 'javascript:alert(1)' },
    ];
    const dialog = await open(detail);
    const links = within(within(dialog).getByRole('region', { name: 'Links' }));
    expect(links.getAllByRole('link')).toHaveLength(1);
    expect(links.getByRole('link')).toHaveAttribute(
      'href',
      'https://example.com/advisory',
    );
    expect(links.getByText(/javascript:alert\(1\)/)).toBeInTheDocument();
  });

  it('shows text of advisories as text', async () => {
    const detail = aFindingDetail();
    detail.vulnerability!.claims[0].details = '<img src=x onerror=alert(1)>';
    const dialog = await open(detail);
    expect(
      within(dialog).getByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(dialog.querySelector('img')).toBeNull();
  });

  it('closes on Escape', async () => {
    const onClose = jest.fn();
    await open(aFindingDetail(), onClose);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });

  it('says so where the finding cannot be read', async () => {
    const api: Partial<SupplyChainApi> = {
      getFinding: () => Promise.reject(new Error('no such finding')),
      getFindingPaths: () => Promise.reject(new Error('no such finding')),
    };
    renderInTestApp(<FindingDrawer id="1" onClose={() => {}} />, {
      apis: [[supplyChainApiRef, api as SupplyChainApi]],
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Could not load the finding.*no such finding/,
    );
  });
});
