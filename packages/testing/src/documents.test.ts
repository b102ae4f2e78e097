import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const root = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .filter(path => !/\.test\.|__testUtils__|generated/.test(path))
    .map(read);
const found = (texts: readonly string[], pattern: RegExp) => [
  ...new Set(texts.flatMap(text => [...text.matchAll(pattern)].map(m => m[1]))),
];

/** The part of a document below a heading. */
const below = (document: string, heading: string) =>
  read(document).split(`## ${heading}\n`)[1].split('\n## ')[0];
const missingIn = (text: string, names: readonly string[]) =>
  names.filter(name => !text.includes(`\`${name}`));

const BACKEND = 'plugins/supply-chain-backend';

it('the README of the backend has every section of the configuration', () => {
  const sections = found([read(`${BACKEND}/config.d.ts`)], /^ {4}(\w+)\?: /gm);
  expect(sections.length).toBeGreaterThan(15);
  const listed = found(
    [below(`${BACKEND}/README.md`, 'Configuration')],
    /^\| `(\w+)`/gm,
  );
  expect([...listed].sort()).toEqual([...sections].sort());
});

it.each([
  [`${BACKEND}/README.md`, 'Annotations'],
  ['docs/operations.md', 'Annotations'],
  ['docs/install.md', 'What an entity may say'],
])('%s has every annotation', (document, heading) => {
  const annotations = found(
    sources('plugins/*/src/**/*.ts'),
    /(safety-curtain\.io\/[a-z-]+)/g,
  );
  expect(annotations.length).toBeGreaterThanOrEqual(6);
  expect(missingIn(below(document, heading), annotations)).toEqual([]);
});

it('docs/permissions.md has every event of the audit log, and no other', () => {
  const literal = found(
    sources(`${BACKEND}/src/**/*.ts`),
    /(?:eventId: |tellAuditor\(services, )['`]([\w-]+)['`]/g,
  );
  const steps = ['approve', 'reject', 'revoke'].map(step => `decision-${step}`);
  const listed = found(
    [below('docs/permissions.md', 'Audit log').split('. The database')[0]],
    /`([\w-]+)`/g,
  );
  expect([...listed].sort()).toEqual([...literal, ...steps].sort());
});

it.each(['supply-chain', 'license-compliance', 'security-scorecards'])(
  'the README of %s has every permission that its pages ask for',
  plugin => {
    const names = new Map(
      [
        ...read('plugins/supply-chain-common/src/permissions.ts').matchAll(
          /const (supplyChain\w+Permission) = createPermission\(\{\s*name: '([^']+)'/g,
        ),
      ].map(([, constant, name]) => [constant, name]),
    );
    expect(names.size).toBeGreaterThan(20);
    const asked = found(
      sources(`plugins/${plugin}/src/**/*.{ts,tsx}`),
      /\b(supplyChain\w+Permission)\b/g,
    ).map(constant => names.get(constant)!);
    expect(missingIn(read(`plugins/${plugin}/README.md`), asked)).toEqual([]);
  },
);

it('README.md says where every package is', () => {
  const folders = globSync('{packages,plugins}/*/package.json', { cwd: root })
    .map(path => path.replace('/package.json', ''))
    .sort();
  const listed = found(
    [below('README.md', 'What is where')],
    /\]\(([\w/-]+)\)/g,
  );
  expect(folders.filter(folder => !listed.includes(folder))).toEqual([]);
});

it('the browser tests open every page in the old front-end system', () => {
  const pages = ['supply-chain', 'license-compliance'].flatMap(plugin =>
    found(
      [read(`plugins/${plugin}/src/routes.ts`).split('tabPaths = {')[1]],
      /^ {2}\w+: '([\w-]+)',$/gm,
    ).map(page => `/${plugin}/${page}`),
  );
  expect(pages).toHaveLength(10);
  const text = read('e2e-tests/legacy.test.ts');
  expect(
    [...pages, '/security-scorecards'].filter(
      page => !new RegExp(`address: '${page}['?]`).test(text),
    ),
  ).toEqual([]);
});

it('README.md and docs/install.md say the same of Backstage', () => {
  const ranges = ['README.md', 'docs/install.md'].map(
    document => /Backstage (1\.\d+ to 1\.\d+)/.exec(read(document))?.[1],
  );
  expect(ranges[0]).toBeDefined();
  expect(ranges[1]).toBe(ranges[0]);
});
