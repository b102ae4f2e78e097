import type { IgnoredPackages } from '../ignorefiles/ignored';
import { type IgnoredOccurrence, readIgnoredPackages } from './ignoredBy';

/** A component that is in some manifests, and is reached by some ways. */
function occurrence({
  name = 'lodash',
  ways = [[]] as string[][],
  manifests = ['package-lock.json'],
} = {}): IgnoredOccurrence {
  return {
    purl: `pkg:npm/${name.replace('@', '%40')}@4.17.0`,
    ecosystem: 'npm',
    packageName: name,
    version: '4.17.0',
    manifests,
    servicePurls: [],
    bomLinks: [],
    pathsThrough: fits => {
      const through = ways.filter(way =>
        way.some(step => fits(`pkg:npm/${step.replace('@', '%40')}@1.0.0`)),
      ).length;
      if (through === 0) return 'none';
      return through === ways.length ? 'every' : 'some';
    },
  };
}

function ask(named: IgnoredPackages, of: IgnoredOccurrence) {
  const test = readIgnoredPackages([named]);
  return typeof test === 'string' ? test : test(of);
}

it.each([
  ['lodash', 'applies'],
  ['lodash*', 'applies'],
  ['*dash', 'applies'],
  ['lod', 'no'],
  ['lodash.*', 'no'],
])('is about the name %s: %s', (name, answer) => {
  expect(ask({ name }, occurrence())).toBe(answer);
});

it.each([
  ['services/*/package-lock.json', 'information'],
  ['services/**', 'information'],
  ['**/package-lock.json', 'applies'],
  ['/**/package-lock.json', 'applies'],
  ['*.json', 'information'],
  ['**/*.toml', 'no'],
  ['services', 'information'],
  ['services/pay/package-lock.json', 'information'],
  ['serv*', 'no'],
])('is about the manifests %s: %s', (path, answer) => {
  const of = occurrence({
    manifests: ['package-lock.json', 'services/pay/package-lock.json'],
  });
  expect(ask({ paths: [path] }, of)).toBe(answer);
});

it.each([
  [['@babel/*'], 'information'],
  [['@babel/*', 'core'], 'no'],
  [['*'], 'applies'],
  [['@babel/core@1.0.0'], 'information'],
  [['@babel/core@*'], 'information'],
  [['@babel/*@2.0.0'], 'no'],
])('is about ways through %j: %s', (through, answer) => {
  const of = occurrence({ ways: [['@babel/core'], ['webpack']] });
  expect(ask({ name: 'lodash', through }, of)).toBe(answer);
});

it.each(['a/{b,c}', 'a/?.json', 'a/[ab]', '!a/**'])(
  'says that it does not know the pattern %s',
  path => {
    expect(ask({ paths: [path] }, occurrence())).toMatch(/not matched here/);
  },
);
