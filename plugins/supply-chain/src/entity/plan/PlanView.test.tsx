import type { UpgradePlan } from '@safety-curtain/plugin-supply-chain-common';
import { fakeBackend } from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../../__testUtils__/entity';
import { PlanView } from './PlanView';

const backend = fakeBackend();
const ENTITY = 'component:default/checkout';

const finding = { package: 'qs', vulnerability: 'CVE-2022-1', urgent: true };

const plan: UpgradePlan = {
  entityRef: ENTITY,
  counts: { findings: 5, cleared: 4, urgent: 2, urgentCleared: 1 },
  exact: true,
  cut: false,
  unplanned: 1,
  changes: [
    {
      kind: 'parent',
      ecosystem: 'npm',
      package: 'express',
      from: ['4.17.1'],
      to: '4.19.2',
      step: 'minor',
      ageDays: 40,
      young: false,
      manifest: 'package-lock.json',
      format: 'npm-package-lock',
      declaredIn: 'package.json',
      clears: [finding],
      leaves: [{ ...finding, vulnerability: 'CVE-2022-2' }],
      alsoThrough: [],
      seenIn: 'component:default/orders',
    },
    {
      kind: 'override',
      ecosystem: 'npm',
      package: 'minimist',
      from: ['1.2.0'],
      to: '1.2.8',
      step: 'patch',
      young: true,
      unconfirmed: true,
      manifest: 'package-lock.json',
      format: 'npm-package-lock',
      declaredIn: 'package.json',
      clears: [finding, finding],
      leaves: [],
      alsoThrough: [{ package: 'mkdirp', version: '0.5.0' }],
      how: {
        file: 'package.json',
        kind: 'file',
        text: '{"overrides":{"minimist":"1.2.8"}}',
      },
    },
  ],
  packages: [
    {
      ecosystem: 'npm',
      package: 'request',
      version: '2.88.2',
      places: [],
      vulnerabilities: ['CVE-2023-1'],
      urgentVulnerabilities: [],
      because: 'no-fix',
      versionsKnown: 'fixed',
    },
    {
      ecosystem: 'npm',
      package: 'qs',
      version: '6.5.0',
      places: [],
      vulnerabilities: ['CVE-2022-1'],
      urgentVulnerabilities: ['CVE-2022-1'],
      clear: {
        version: '6.5.3',
        step: 'patch',
        young: false,
        publishedAt: new Date(Date.now() - 40.5 * 86_400_000).toISOString(),
        clears: ['CVE-2022-1'],
        leaves: [],
      },
      newest: {
        version: '7.0.0',
        step: 'major',
        young: true,
        clears: ['CVE-2022-1'],
        leaves: [],
      },
      versionsKnown: 'all',
    },
  ],
};

const open = () => renderPart(<PlanView entityRef={ENTITY} version={0} />);

describe('PlanView', () => {
  it('says what the changes clear and leave, the best first', async () => {
    backend.get('/upgrade-plan', plan);
    open();
    const changes = within(
      await screen.findByRole('list', { name: 'Changes' }),
    ).getAllByRole('listitem');
    expect(changes[0]).toHaveTextContent(
      'Upgrade express from 4.17.1 to 4.19.2, which no longer brings in the vulnerable version',
    );
    expect(changes[0]).toHaveTextContent('minor · package.json · 40 days old');
    expect(changes[0]).toHaveTextContent('Clears 1 finding: CVE-2022-1 (qs)');
    expect(changes[0]).toHaveTextContent('Leaves 1 finding: CVE-2022-2 (qs)');
    expect(changes[1]).toHaveTextContent(
      'Force minimist 1.2.8 in place of 1.2.0',
    );
    expect(changes[1]).toHaveTextContent(/taken because it is the fix/);
    expect(changes[1]).toHaveTextContent(
      /whether it was deprecated or withdrawn is not known/,
    );
    expect(changes[0]).not.toHaveTextContent(/not known/);
    expect(changes[1]).toHaveTextContent(/also comes in through mkdirp/);
    expect(changes[1]).toHaveTextContent('{"overrides":{"minimist":"1.2.8"}}');
    expect(
      screen.getByText('Fixable now: 4 of 5 findings, with 2 upgrades'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/No smaller set.*1 finding waits for the next scan/),
    ).toBeInTheDocument();
  });

  it('says where packages can go, how far and how old that is', async () => {
    backend.get('/upgrade-plan', plan);
    open();
    const row = await screen.findByRole('row', { name: /qs/ });
    expect(row).toHaveTextContent('6.5.3patch · 40 days old');
    expect(row).toHaveTextContent('None known');
    expect(row).toHaveTextContent('7.0.0major · younger than usual');
    expect(screen.getByText(/a lower one may be as good/)).toBeInTheDocument();
  });

  it('clears what is urgent where that is asked for, for the chosen platform', async () => {
    backend.get('/upgrade-plan', plan);
    backend.send('/upgrade-plan/export', '{}');
    URL.createObjectURL = jest.fn(() => 'blob:1');
    URL.revokeObjectURL = jest.fn();
    renderPart(<PlanView entityRef={ENTITY} version={0} />, {
      search: '?aim=urgent&platform=github',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Renovate' }),
    );
    expect(backend.lastQuery('/upgrade-plan')).toEqual({
      entityRef: ENTITY,
      aim: 'urgent',
    });
    await waitFor(() =>
      expect(backend.lastQuery('/upgrade-plan/export')).toEqual({
        entityRef: ENTITY,
        aim: 'urgent',
        format: 'renovate',
        platform: 'github',
      }),
    );
  });

  it('names what no version clears, and why', async () => {
    backend.get('/upgrade-plan', plan);
    open();
    expect(
      await screen.findByRole('region', { name: 'No version clears these' }),
    ).toHaveTextContent(
      'request 2.88.2: no fixed version is known (CVE-2023-1)',
    );
  });

  it('becomes commands', async () => {
    backend.get('/upgrade-plan', plan);
    backend.send('/upgrade-plan/export', '#!/bin/sh');
    URL.createObjectURL = jest.fn(() => 'blob:1');
    URL.revokeObjectURL = jest.fn();
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Commands' }),
    );
    await waitFor(() =>
      expect(backend.lastQuery('/upgrade-plan/export')).toEqual({
        entityRef: ENTITY,
        format: 'commands',
      }),
    );
  });

  it('says that a smaller set may do where it was not looked for', async () => {
    backend.get('/upgrade-plan', { ...plan, exact: false });
    open();
    expect(
      await screen.findByText(/a smaller set may clear as much/),
    ).toBeInTheDocument();
  });

  it('says that it has the worst findings where there are too many', async () => {
    backend.get('/upgrade-plan', { ...plan, cut: true, unplanned: 250 });
    open();
    expect(
      await screen.findByText(/the 250 least urgent ones are left out/),
    ).toBeInTheDocument();
  });

  it('offers nothing where nothing is open', async () => {
    backend.get('/upgrade-plan', {
      ...plan,
      counts: { findings: 0, cleared: 0, urgent: 0, urgentCleared: 0 },
      changes: [],
      packages: [],
      unplanned: 0,
    });
    open();
    expect(await screen.findByText('Nothing to upgrade')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('can be asked for again where it failed', async () => {
    backend.fail('/upgrade-plan', 500, 'database is away');
    open();
    const retry = await screen.findByRole('button', { name: 'Try again' });
    backend.get('/upgrade-plan', plan);
    await userEvent.click(retry);
    expect(
      await screen.findByRole('list', { name: 'Changes' }),
    ).toBeInTheDocument();
  });
});
