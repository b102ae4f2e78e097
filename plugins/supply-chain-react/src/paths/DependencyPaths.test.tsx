import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { PathList } from '@safety-curtain/plugin-supply-chain-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Loaded } from '../hooks/useLoad';
import { DependencyPaths } from './DependencyPaths';

function loaded(value: PathList): Loaded<PathList> {
  return { value, loading: false, reload: () => {} };
}

const long = {
  manifest: 'package-lock.json',
  declaredIn: 'package.json',
  purls: [
    'pkg:npm/mocha@7.2.0',
    'pkg:npm/mkdirp@0.5.5',
    'pkg:npm/minimist@1.2.0',
  ],
};

describe('DependencyPaths', () => {
  it('shows and copies each path as text', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(
      <DependencyPaths paths={loaded({ paths: [long], truncated: false })} />,
    );
    const path = 'mocha@7.2.0 > mkdirp@0.5.5 > minimist@1.2.0';
    expect((await screen.findByRole('listitem')).textContent).toContain(path);
    expect(screen.getByText('in package-lock.json')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy path' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(path);
  });

  it('says where a package is asked for directly', async () => {
    const direct = {
      manifest: 'go.mod',
      declaredIn: 'go.mod',
      purls: ['pkg:golang/x@1'],
    };
    renderInTestApp(
      <DependencyPaths paths={loaded({ paths: [direct], truncated: false })} />,
    );
    expect(
      await screen.findByText('Direct dependency, declared in go.mod'),
    ).toBeInTheDocument();
  });

  it('shows the first paths, then all, and says where there are more', async () => {
    const paths = Array.from({ length: 8 }, () => long);
    renderInTestApp(
      <DependencyPaths paths={loaded({ paths, truncated: true })} />,
    );
    expect(await screen.findAllByRole('listitem')).toHaveLength(5);
    expect(
      screen.getByText('There are more paths than the ones listed here.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 8 paths' }),
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(8);
  });

  it('says so where the lock file has no graph', async () => {
    renderInTestApp(
      <DependencyPaths paths={loaded({ paths: [], truncated: false })} />,
    );
    expect(
      await screen.findByText(
        'The lock file does not show a path to this package.',
      ),
    ).toBeInTheDocument();
  });
});
