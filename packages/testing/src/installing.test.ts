import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const root = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What is published and may come into a portal; the command line never does. */
const ofPortals = globSync('{packages,plugins}/*/package.json', { cwd: root })
  .map(path => JSON.parse(read(path)))
  .filter(it => it.private !== true && it.name !== 'safety-curtain');

it('docs/install.md has every package come from its tarball', () => {
  const [, block] = /```json\n(\{\s*"resolutions".*?)```/s.exec(
    read('docs/install.md'),
  )!;
  expect(JSON.parse(block).resolutions).toEqual(
    Object.fromEntries(
      ofPortals.map(({ name, version }) => [
        name,
        `file:./tarballs/${name.slice(1).replace('/', '-')}-${version}.tgz`,
      ]),
    ),
  );
});

it('docs/install.md and try-install name every type of search documents', () => {
  const types = globSync(
    'plugins/search-backend-module-supply-chain/src/*Document.ts',
    { cwd: root },
  ).map(path => /DOCUMENT_TYPE = '([^']+)'/.exec(read(path))![1]);
  expect(types).toHaveLength(2);
  for (const document of ['docs/install.md', 'scripts/portal/legacyApp.mjs']) {
    const text = read(document);
    expect(types.filter(type => !text.includes(`value: '${type}'`))).toEqual(
      [],
    );
  }
});
