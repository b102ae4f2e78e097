import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const root = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** One way into a published package, `@safety-curtain/sbom` or `…/legacy`, and what its API report says. */
interface Entry {
  name: string;
  readme: string;
  /** All that it exports, types included. */
  exported: string[];
  /** Functions, classes and constants. */
  values: string[];
}

const entries = globSync('{packages,plugins}/*/report*.api.md', {
  cwd: root,
}).map((report): Entry => {
  const folder = dirname(report);
  const { name } = JSON.parse(read(join(folder, 'package.json')));
  const [, path] = /^report(?:-(.+))?\.api\.md$/.exec(basename(report))!;
  const declared = [
    ...read(report).matchAll(
      /^export (?:abstract |async )?(const|class|function|interface|type) (\w+)/gm,
    ),
  ].map(([, kind, declaredName]) => ({ kind, name: declaredName }));
  const listed = [
    ...read(report).matchAll(/^export \{ (?:\w+ as )?(\w+) \}/gm),
  ];
  const values = [
    ...declared.filter(({ kind }) => !['interface', 'type'].includes(kind)),
    ...listed.map(([, listedName]) => ({ name: listedName })),
  ].map(one => one.name);
  return {
    name: path ? `${name}/${path}` : name,
    readme: read(join(folder, 'README.md')),
    exported: [...new Set([...values, ...declared.map(one => one.name)])],
    values,
  };
});

/**
 * Names in the tables of a README that list exports: those of which the first
 * column says so. A name ends where its parameters or members begin.
 */
function namesInTables(readme: string): string[] {
  const names: string[] = [];
  let columns: 'none' | 'first' | 'all' = 'none';
  for (const line of readme.split('\n')) {
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    if (cells.length === 0) {
      columns = 'none';
    } else if (columns === 'none') {
      const title = cells[0].trim().toLowerCase();
      if (['export', 'function'].includes(title)) columns = 'first';
      if (['subject', 'extension point'].includes(title)) columns = 'all';
    } else {
      const text = columns === 'first' ? cells[0] : cells.join(' ');
      for (const [, name] of text.matchAll(/`(\w+)[^`]*`/g)) names.push(name);
    }
  }
  return names;
}

/** `import { … } from '@safety-curtain/…'` in the examples of a document. */
function importsIn(document: string) {
  return [
    ...document.matchAll(
      /import (?:type )?\{([^}]*)\} from '(@safety-curtain\/[^']+)'/g,
    ),
  ].flatMap(([, names, from]) =>
    names
      .split(',')
      .map(name => name.trim().split(' ')[0])
      .filter(name => name !== '')
      .map(name => ({ name, from })),
  );
}

const isNamed = (readme: string) => (name: string) =>
  new RegExp(`\\b${name}\\b`).test(readme);

it('finds the reports', () => {
  expect(entries.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      '@safety-curtain/sbom',
      '@safety-curtain/plugin-supply-chain/legacy',
      '@safety-curtain/plugin-supply-chain-node',
    ]),
  );
  for (const { name, exported } of entries.filter(one =>
    /-node$|\/sbom$/.test(one.name),
  )) {
    expect([name, exported.length > 50]).toEqual([name, true]);
  }
});

describe.each(entries.filter(({ name }) => !/\/.*\//.test(name)))(
  'the README of $name',
  ({ name, readme, values }) => {
    const ownEntries = entries.filter(
      one => one.name === name || one.name.startsWith(`${name}/`),
    );

    it('lists nothing that is not exported', () => {
      const exported = new Set(ownEntries.flatMap(one => one.exported));
      expect(namesInTables(readme).filter(one => !exported.has(one))).toEqual(
        [],
      );
    });

    it('names every function, class and constant', () => {
      expect(values.filter(one => !isNamed(readme)(one))).toEqual([]);
    });
  },
);

it.each(entries.filter(({ name }) => name.includes('/plugin-')))(
  'the README of $name names every type, too',
  ({ exported, readme }) => {
    expect(exported.filter(one => !isNamed(readme)(one))).toEqual([]);
  },
);

it('extension points are all on the list of their package', () => {
  const { readme, exported } = entries.find(({ name }) =>
    name.endsWith('/plugin-supply-chain-node'),
  )!;
  const points = exported.filter(name => /^supply.*ExtensionPoint$/.test(name));
  expect(points).toHaveLength(8);
  expect(namesInTables(readme)).toEqual(expect.arrayContaining(points));
});

it.each(
  globSync(['*.md', 'docs/*.md', '{packages,plugins}/*/README.md'], {
    cwd: root,
  }),
)('%s imports only what is exported', document => {
  const unknown = importsIn(read(document)).filter(
    ({ name, from }) =>
      !entries.some(one => one.name === from && one.exported.includes(name)),
  );
  expect(unknown).toEqual([]);
});
