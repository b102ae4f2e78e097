import { itCompares, json, stepOf } from '../../__testUtils__/stepTable';

describe('pnpm-lock.yaml and package.json', () => {
  const lock = (more = '') => `lockfileVersion: '9.0'
${more}importers:
  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.2.0
  packages/one:
    devDependencies:
      a:
        specifier: ^1.1.0
        version: 1.2.0
packages:
  a@1.2.0:
    resolution: {integrity: sha512-x}
snapshots:
  a@1.2.0: {}
`;
  const beside = (
    root: object,
    one: object = { devDependencies: { a: '^1.1.0' } },
  ) => ({
    'package.json': json(root),
    'packages/one/package.json': json(one),
  });
  const agreeing = {
    dependencies: { a: '^1.0.0' },
    peerDependencies: { p: '1' },
  };
  itCompares('pnpm-lock.yaml', [
    {
      when: 'agree',
      lock: lock(),
      beside: beside(agreeing),
      expected: 'in step',
    },
    {
      when: 'differ in a member',
      lock: lock(),
      beside: beside(agreeing, { devDependencies: { a: '^2.0.0' } }),
      expected:
        'packages/one/package.json asks for a ^2.0.0, and the lock file was made for ^1.1.0',
    },
    {
      when: 'differ by a package that was taken out',
      lock: lock(),
      beside: beside({}),
      expected:
        'the lock file was made for a, and package.json does not ask for it',
    },
    {
      when: 'agree on what is overridden',
      lock: lock('overrides:\n  x>a@1: ^1.0.0\n'),
      beside: beside({ dependencies: { a: '^0.9.0' } }),
      expected: 'in step',
    },
    {
      when: 'agree on links that are left out',
      lock: lock(),
      beside: beside({ dependencies: { a: '^1.0.0', l: 'link:../l' } }),
      expected: 'in step',
    },
    {
      when: 'is open without package.json',
      lock: lock(),
      beside: {},
      expected: 'open',
    },
  ]);
  it('compares the specifiers of version 5', () => {
    const five =
      'lockfileVersion: 5.4\nspecifiers:\n  a: ^1.0.0\ndependencies:\n  a: 1.2.0\npackages:\n  /a/1.2.0:\n    resolution: {integrity: sha512-x}\n';
    const step = (range: string) =>
      stepOf('pnpm-lock.yaml', five, {
        'package.json': json({ dependencies: { a: range } }),
      });
    expect(step('^1.0.0')).toBe('in step');
    expect(step('^1.1.0')).toMatch(/a \^1\.1\.0/);
  });
});
