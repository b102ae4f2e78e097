import {
  supplyChainSbomReadPermission,
  supplyChainTriageImportPermission,
  type Decision,
  type IgnoreFiles,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  aTarget,
  aTargetDetail,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { VexView } from './VexView';

const backend = fakeBackend();
const ENTITY = 'component:default/checkout';

const files: IgnoreFiles = {
  files: [
    {
      path: '.snyk',
      origin: 'source',
      tool: 'snyk',
      readAt: '2026-01-06T10:00:00.000Z',
      entries: [
        {
          line: 9,
          text: 'SNYK-JS-A',
          vulnerability: 'CVE-2020-1',
          state: 'ended',
          endsAt: '2025-12-31T10:00:00.000Z',
          findings: 0,
          decision: 'expired',
          decisionId: '30',
        },
        {
          line: 4,
          text: 'SNYK-JS-B',
          vulnerability: 'CVE-2021-44906',
          reason: 'not reachable',
          state: 'matches',
          findings: 1,
          decision: 'proposed',
          decisionId: '31',
        },
      ],
      notUnderstood: [{ at: 'line 12: *', reason: 'names no vulnerability' }],
    },
    {
      path: 'dependabot-alerts.json',
      origin: 'upload',
      tool: 'dependabot',
      readAt: '2026-01-06T10:00:00.000Z',
      error: 'not valid JSON',
      entries: [
        {
          text: 'alert 3',
          vulnerability: 'CVE-2022-2',
          state: 'matches-nothing',
          untilFix: true,
          findings: 0,
        },
      ],
      notUnderstood: [],
    },
  ],
};

const proposed: Decision = {
  id: '31',
  subject: 'vulnerability-analysis',
  state: 'proposed',
  scope: { kind: 'entity', ref: ENTITY },
  about: { vulnerability: 'CVE-2021-44906' },
  verdict: 'exploitable',
  reason: 'not reachable',
  author: 'safety-curtain',
  createdAt: '2026-01-06T10:00:00.000Z',
  may: ['approve', 'reject'],
};

const detail = aTargetDetail({
  target: aTarget({ source: 'https://forge.example/o/shop/tree/main/' }),
});

function open(options: Parameters<typeof renderPart>[1] = {}) {
  const onDecided = jest.fn();
  renderPart(
    <VexView detail={detail} version={0} onDecided={onDecided} />,
    options,
  );
  return onDecided;
}

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('ignore files', () => {
  beforeEach(() => backend.get('/releases', { items: [], total: 0 }));

  it('are listed, what waits first, with their place and what became of each entry', async () => {
    backend.get('/ignore-files', files);
    open();
    expect(cellsOf(await row(/CVE-2021-44906/))).toMatchObject({
      Entry: 'CVE-2021-44906 not reachable',
      'Tool and place': 'Snyk .snyk:4',
      Ends: 'Not stated',
      State: 'Matches 1 finding',
      Decision: 'Pending approval Accept or reject',
    });
    expect(screen.getByRole('link', { name: '.snyk:4' })).toHaveAttribute(
      'href',
      'https://forge.example/o/shop/blob/main/.snyk#L4',
    );
    expect(cellsOf(await row(/CVE-2020-1/))).toMatchObject({
      State: 'Ended',
      Decision: 'Expired View',
    });
    expect(cellsOf(await row(/line 12/))).toMatchObject({
      Entry: 'line 12: * names no vulnerability',
      State: 'Not understood',
      Decision: 'None',
    });
    expect(cellsOf(await row(/CVE-2022-2/))).toMatchObject({
      'Tool and place': 'Dependabot Uploaded as dependabot-alerts.json',
      Ends: 'When a fix exists',
      State: 'Matches nothing: it can be removed',
    });
    expect(screen.getByRole('note')).toHaveTextContent(/not valid JSON/);
    const [, first] = screen.getAllByRole('row');
    expect(first).toHaveTextContent('CVE-2021-44906');
  });

  it('are accepted one by one', async () => {
    backend.get('/ignore-files', files);
    backend.get('/decisions/31', { decision: proposed, history: [] });
    const moved = backend.post('/decisions/31/approve', {
      decision: { ...proposed, state: 'active', may: [] },
      history: [],
    });
    const onDecided = open();
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Accept or reject CVE-2021-44906',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByRole('button', { name: 'Reject' }),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
    expect(moved).toHaveLength(1);
  });

  it('may be an export of Dependabot alerts', async () => {
    backend.get('/ignore-files', { files: [] });
    const sent = backend.post('/ignore-files', files);
    const onDecided = open();
    expect(
      await screen.findByText('No ignore files found'),
    ).toBeInTheDocument();
    const name = { name: 'Upload Dependabot alerts' };
    await userEvent.click(await screen.findByRole('button', name));
    await userEvent.upload(
      screen.getByLabelText('Export of alerts'),
      new File(['[]'], 'alerts.json'),
    );
    await userEvent.click(screen.getByRole('button', name));
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
    expect(sent).toHaveLength(1);
  });
});

describe('VEX of a service', () => {
  beforeEach(() => {
    backend.get('/ignore-files', { files: [] });
    backend.get('/releases', { items: [], total: 0 });
  });

  it('is exported as its form says', async () => {
    backend.get('/vex', { '@context': 'openvex' });
    URL.createObjectURL = jest.fn(() => 'blob:1');
    URL.revokeObjectURL = jest.fn();
    open();
    const format = await screen.findByRole('combobox', { name: 'Format' });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Content' }),
      'Every vulnerability, decided or not (VDR)',
    );
    await userEvent.selectOptions(format, 'OpenVEX');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Statements are about' }),
      'The package, for scanners',
    );
    await userEvent.click(screen.getByRole('checkbox', { name: 'Runtime' }));
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() =>
      expect(backend.lastQuery('/vex')).toEqual({
        entityRef: ENTITY,
        format: 'openvex',
        kind: 'vex',
        product: 'package',
        scope: 'runtime',
      }),
    );
  });

  it('is exported of a release, each name once', async () => {
    const release = (name: string, series?: string) => ({ name, series });
    backend.get('/releases', {
      items: [
        release('1.1.0'),
        release('1.0.0', 'image'),
        release('1.0.0', 'web'),
      ],
      total: 3,
    });
    backend.get('/vex', { bomFormat: 'CycloneDX' });
    URL.createObjectURL = jest.fn(() => 'blob:1');
    URL.revokeObjectURL = jest.fn();
    open();
    const about = await screen.findByRole('combobox', { name: 'About' });
    const options = within(about).getAllByRole('option');
    expect(options.map(one => one.textContent)).toEqual([
      'The service as it is now',
      'Release 1.1.0',
      'Release 1.0.0',
    ]);
    await userEvent.selectOptions(about, 'Release 1.0.0');
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() =>
      expect(backend.lastQuery('/vex')).toEqual({
        entityRef: ENTITY,
        format: 'cyclonedx-1.6',
        kind: 'vex',
        release: '1.0.0',
      }),
    );
    expect(backend.lastQuery('/releases')).toMatchObject({ entityRef: ENTITY });
  });

  it('is exported of the service alone where releases may not be read', async () => {
    open({ denied: [supplyChainSbomReadPermission] });
    const part = await screen.findByRole('region', { name: 'Export VEX' });
    expect(
      within(part).getByRole('combobox', { name: 'Format' }),
    ).toBeInTheDocument();
    expect(
      within(part).queryByRole('combobox', { name: 'About' }),
    ).not.toBeInTheDocument();
  });

  it('is given to another tool as the file that it looks for', async () => {
    backend.send('/ignore-files/export', 'ignores', {
      'X-Decisions-Unsaid': '2',
    });
    URL.createObjectURL = jest.fn(() => 'blob:1');
    URL.revokeObjectURL = jest.fn();
    open();
    const part = await screen.findByRole('region', {
      name: 'Export an ignore file',
    });
    await userEvent.selectOptions(
      within(part).getByRole('combobox', { name: 'For' }),
      'OSV-Scanner',
    );
    await userEvent.click(
      within(part).getByRole('button', { name: 'Download osv-scanner.toml' }),
    );
    expect(await within(part).findByRole('status')).toHaveTextContent(
      '2 decisions cannot be expressed in this format',
    );
    expect(backend.lastQuery('/ignore-files/export')).toEqual({
      entityRef: ENTITY,
      tool: 'osv-scanner',
    });
  });

  it('is imported by those who may', async () => {
    open({ denied: [supplyChainTriageImportPermission] });
    expect(
      await screen.findByRole('region', { name: 'Export VEX' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Import VEX' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Dependabot/ }),
    ).not.toBeInTheDocument();
  });
});
