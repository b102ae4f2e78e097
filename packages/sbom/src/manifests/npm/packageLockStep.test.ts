import { itCompares, json, npmLock } from '../../__testUtils__/stepTable';

describe('package-lock.json 3 and package.json', () => {
  const asked = { dependencies: { left: '^1.0.0' } };
  const left = { left: { version: '1.2.0' } };
  itCompares('package-lock.json', [
    {
      when: 'agree',
      lock: npmLock(asked, left),
      beside: { 'package.json': json(asked) },
      expected: 'in step',
    },
    {
      when: 'agree, whatever list a package is in',
      lock: npmLock({ devDependencies: { left: '^1.0.0' } }, left),
      beside: { 'package.json': json(asked) },
      expected: 'in step',
    },
    {
      when: 'differ in a range',
      lock: npmLock(asked, left),
      beside: { 'package.json': json({ dependencies: { left: '^2.0.0' } }) },
      expected:
        'package.json asks for left ^2.0.0, and the lock file was made for ^1.0.0',
    },
    {
      when: 'differ by a package that was added',
      lock: npmLock(asked, left),
      beside: {
        'package.json': json({ dependencies: { left: '^1.0.0', pad: '1' } }),
      },
      expected:
        'package.json asks for pad 1, and the lock file was made without it',
    },
    {
      when: 'differ by a package that was taken out',
      lock: npmLock(asked, left),
      beside: { 'package.json': '{}' },
      expected:
        'the lock file was made for left, and package.json does not ask for it',
    },
    {
      when: 'differ by an edited version',
      lock: npmLock(asked, { left: { version: '0.9.0' } }),
      beside: { 'package.json': json(asked) },
      expected:
        'package.json asks for left ^1.0.0, and the lock file gives 0.9.0',
    },
    {
      when: 'differ by what is not installed',
      lock: npmLock(asked, {}),
      beside: { 'package.json': json(asked) },
      expected:
        'package.json asks for left ^1.0.0, and the lock file does not have it',
    },
    {
      when: 'agree without what is optional or a peer',
      lock: npmLock(
        { optionalDependencies: { a: '1' }, peerDependencies: { b: '1' } },
        {},
      ),
      beside: {
        'package.json': json({
          optionalDependencies: { a: '1' },
          peerDependencies: { b: '1' },
        }),
      },
      expected: 'in step',
    },
    {
      when: 'agree on tags, aliases, repositories, files and any version',
      lock: npmLock(
        {
          dependencies: {
            a: 'latest',
            b: 'npm:real@^2',
            c: 'github:x/c',
            d: 'file:d.tgz',
            e: '*',
          },
        },
        {
          a: { version: '9.0.0' },
          b: { name: 'real', version: '2.1.0' },
          c: { version: '1.0.0', resolved: 'git+ssh://git@github.com/x/c#1' },
          d: { version: '1.0.0', resolved: 'file:d.tgz' },
          e: { version: '1.0.0-beta.1' },
        },
      ),
      beside: {
        'package.json': json({
          dependencies: {
            a: 'latest',
            b: 'npm:real@^2',
            c: 'github:x/c',
            d: 'file:d.tgz',
            e: '*',
          },
        }),
      },
      expected: 'in step',
    },
    {
      when: 'differ in an alias',
      lock: npmLock(
        { dependencies: { b: 'npm:real@^2' } },
        { b: { name: 'real', version: '1.0.0' } },
      ),
      beside: { 'package.json': json({ dependencies: { b: 'npm:real@^2' } }) },
      expected: /asks for b npm:real@\^2, and the lock file gives 1\.0\.0/,
    },
    {
      when: 'differ in a member of the workspace',
      lock: npmLock(
        { workspaces: ['packages/*'] },
        {
          'packages/one': { dependencies: { a: '1' } },
          a: { version: '1.0.0' },
        },
      ),
      beside: {
        'package.json': json({ workspaces: ['packages/*'] }),
        'packages/one/package.json': json({ dependencies: { a: '2' } }),
      },
      expected:
        'packages/one/package.json asks for a 2, and the lock file was made for 1',
    },
    {
      when: 'differ by a member',
      lock: npmLock({ workspaces: ['packages/*'] }, {}),
      beside: {
        'package.json': json({ workspaces: ['packages/*'] }),
        'packages/one/package.json': '{}',
      },
      expected: 'the lock file was made without packages/one/package.json',
    },
    {
      when: 'agree where a member is linked, or no part of the source',
      lock: npmLock(
        { workspaces: ['packages/*'], dependencies: { two: '*' } },
        { 'packages/two': {}, two: { resolved: 'packages/two', link: true } },
      ),
      beside: {
        'package.json': json({
          workspaces: ['packages/*'],
          dependencies: { two: '*' },
        }),
      },
      expected: 'in step',
    },
    {
      when: 'is open without package.json',
      lock: npmLock(asked, left),
      beside: {},
      expected: 'open',
    },
    {
      when: 'is open where package.json cannot be read',
      lock: npmLock(asked, left),
      beside: { 'package.json': '{' },
      expected: 'open',
    },
  ]);
});

describe('package-lock.json 1 and package.json', () => {
  const lock = (dependencies: object) =>
    json({ lockfileVersion: 1, dependencies });
  const asks = (dependencies: object) => ({
    'package.json': json({ dependencies, peerDependencies: { peer: '1' } }),
  });
  itCompares('package-lock.json', [
    {
      when: 'agree, transitive packages aside',
      lock: lock({ a: { version: '1.5.0' }, b: { version: '1.0.0' } }),
      beside: asks({ a: '^1.2.0' }),
      expected: 'in step',
    },
    {
      when: 'differ in a version',
      lock: lock({ a: { version: '1.1.0' } }),
      beside: asks({ a: '^1.2.0' }),
      expected: 'package.json asks for a ^1.2.0, and the lock file gives 1.1.0',
    },
    {
      when: 'differ by a package',
      lock: lock({}),
      beside: asks({ a: '^1.2.0' }),
      expected: /a \^1\.2\.0, and the lock file does not have it/,
    },
    {
      when: 'is open without package.json',
      lock: lock({}),
      beside: {},
      expected: 'open',
    },
  ]);
});
