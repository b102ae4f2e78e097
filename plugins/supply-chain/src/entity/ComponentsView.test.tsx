import { noSeverityCounts } from '@safety-curtain/plugin-supply-chain-common';
import {
  aComponent,
  aPage,
  aTargetDetail,
  cellsOf,
  fakeBackend,
} from '@safety-curtain/plugin-supply-chain-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPart } from '../__testUtils__/entity';
import { ComponentsView } from './ComponentsView';

const backend = fakeBackend();

beforeEach(() => {
  backend.get(
    '/components',
    aPage([
      aComponent({ findings: { ...noSeverityCounts(), critical: 2 } }),
      aComponent({
        purl: 'pkg:npm/qs@6.5.2',
        name: 'qs',
        version: '6.5.2',
        license: undefined,
        direct: true,
      }),
    ]),
  );
});

describe('ComponentsView', () => {
  it('lists packages with license, relation and findings', async () => {
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />);
    const minimist = await screen.findByRole('row', { name: /minimist/ });
    expect(cellsOf(minimist)).toMatchObject({
      Package: 'minimist 1.2.0',
      License: 'MIT',
      Dependency: 'Transitive Runtime',
      Findings: '2 critical',
    });
    const qs = screen.getByRole('row', { name: /qs/ });
    expect(cellsOf(qs)).toMatchObject({
      Package: 'qs 6.5.2',
      License: 'Unknown',
      Dependency: 'Direct Runtime',
      Findings: 'None',
    });
  });

  it('tells where packages come from, where anybody asks', async () => {
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />);
    await screen.findByRole('row', { name: /minimist/ });
    expect(
      screen.queryByRole('columnheader', { name: 'Provenance' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['verified', 'Verified'],
    ['failed', 'Failed'],
    ['not-signed', 'Not signed'],
    ['unchecked', 'Could not be checked'],
    [undefined, 'Not checked yet'],
  ] as const)('tells provenance apart: %s', async (provenance, text) => {
    backend.get('/components', aPage([aComponent({ provenance })]));
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />, {
      search: '?provenance=verified',
    });
    const minimist = await screen.findByRole('row', { name: /minimist/ });
    expect(cellsOf(minimist)).toMatchObject({ Provenance: text });
    expect(backend.lastQuery('/components').provenance).toBe('verified');
  });

  it('leads to the other services that use a package', async () => {
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />);
    expect(
      await screen.findByRole('link', { name: 'Used by: qs 6.5.2' }),
    ).toHaveAttribute(
      'href',
      '/supply-chain/where-used?purl=pkg%3Anpm%2Fqs%406.5.2',
    );
  });

  it('shows the paths to a package at the side, by address', async () => {
    backend.get('/snapshots/11/paths', (query: URLSearchParams) => ({
      truncated: false,
      paths: [
        {
          manifest: 'yarn.lock',
          declaredIn: 'package.json',
          purls: [query.get('purl')],
        },
      ],
    }));
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Paths to qs 6.5.2' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Paths to qs@6.5.2',
    });
    expect(
      await within(dialog).findByText(
        'Direct dependency, declared in package.json',
      ),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?paths=pkg%3Anpm%2Fqs%406.5.2',
    );
  });

  it('passes its filters to the backend', async () => {
    renderPart(<ComponentsView detail={aTargetDetail()} version={0} />, {
      search: '?q=min&scope=development&direct=true&vulnerable=true',
    });
    await screen.findByRole('row', { name: /minimist/ });
    expect(
      Object.fromEntries(
        new URLSearchParams(backend.queries('/components')[0]),
      ),
    ).toMatchObject({
      q: 'min',
      scope: 'development',
      direct: 'true',
      vulnerable: 'true',
      orderBy: 'name',
      order: 'asc',
    });
  });
});
