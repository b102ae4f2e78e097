import { itCompares, json } from '../../__testUtils__/stepTable';

describe('yarn.lock of yarn 1 and package.json', () => {
  const lock =
    '# yarn lockfile v1\n\n"a@^1.0.0", "a@^1.1.0":\n  version "1.2.0"\n\nb@2:\n  version "2.0.0"\n';
  const asks = (more: object) => ({ 'package.json': json(more) });
  itCompares('yarn.lock', [
    {
      when: 'agree, peers and links aside',
      lock,
      beside: asks({
        dependencies: { a: '^1.1.0', here: 'link:./here' },
        devDependencies: { b: '2' },
        peerDependencies: { c: '1' },
      }),
      expected: 'in step',
    },
    {
      when: 'differ in a range',
      lock,
      beside: asks({ dependencies: { a: '^2.0.0' } }),
      expected:
        'package.json asks for a ^2.0.0, and the lock file has no entry for that',
    },
    {
      when: 'agree on what resolutions replace',
      lock,
      beside: asks({ dependencies: { b: '1' }, resolutions: { b: '2' } }),
      expected: 'in step',
    },
    {
      when: 'is open where members cannot be told',
      lock,
      beside: asks({ workspaces: ['{a,b}/*'], dependencies: { c: '1' } }),
      expected: 'open',
    },
    {
      when: 'differ in a member that a wildcard finds',
      lock,
      beside: {
        ...asks({ workspaces: ['packages/*'] }),
        'packages/one/package.json': json({ dependencies: { c: '1' } }),
      },
      expected:
        'packages/one/package.json asks for c 1, and the lock file has no entry for that',
    },
    {
      when: 'agree with members that are named',
      lock,
      beside: {
        ...asks({ workspaces: ['one', 'two'] }),
        'one/package.json': json({ name: 'one', dependencies: { two: '1' } }),
        'two/package.json': json({ name: 'two', dependencies: { b: '2' } }),
      },
      expected: 'in step',
    },
    {
      when: 'is open without package.json',
      lock,
      beside: {},
      expected: 'open',
    },
  ]);
});

describe('yarn.lock of yarn 2 and later and package.json', () => {
  const lock = `__metadata:
  version: 8

"a@npm:^1.0.0":
  version: 1.2.0
  resolution: "a@npm:1.2.0"

"one@workspace:packages/one":
  version: 0.0.0-use.local
  resolution: "one@workspace:packages/one"
  dependencies:
    a: "npm:^1.0.0"

"root@workspace:.":
  version: 0.0.0-use.local
  resolution: "root@workspace:."
  dependencies:
    a: "npm:^1.0.0"
    one: "workspace:^"
  peerDependencies:
    p: 1
`;
  const root = {
    dependencies: { a: '^1.0.0' },
    devDependencies: { one: 'workspace:^' },
    peerDependencies: { p: '1' },
  };
  const one = { dependencies: { a: 'npm:^1.0.0' } };
  const beside = (changed: object, member: object = one) => ({
    'package.json': json({ ...root, ...changed }),
    'packages/one/package.json': json(member),
  });
  itCompares('yarn.lock', [
    { when: 'agree', lock, beside: beside({}), expected: 'in step' },
    {
      when: 'differ in a range',
      lock,
      beside: beside({ dependencies: { a: '^1.1.0' } }),
      expected:
        /^package\.json asks for a \^1\.1\.0, .* made for npm:\^1\.0\.0$/,
    },
    {
      when: 'differ in a member',
      lock,
      beside: beside({}, {}),
      expected:
        'the lock file was made for a, and packages/one/package.json does not ask for it',
    },
    {
      when: 'differ by a member',
      lock,
      beside: {
        ...beside({ workspaces: ['packages/*'] }),
        'packages/two/package.json': '{}',
      },
      expected: 'the lock file was made without packages/two/package.json',
    },
    {
      when: 'agree on protocols that are written otherwise',
      lock,
      beside: beside({ dependencies: { a: 'catalog:' } }),
      expected: 'in step',
    },
    {
      when: 'is open without package.json',
      lock,
      beside: {},
      expected: 'open',
    },
  ]);
});
