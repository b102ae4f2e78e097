import { globSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const root = resolve(__dirname, '../../..');

/** What each file imports, for its types or its values, of files of its package. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsOf(files: ReadonlyMap<string, string>): Imports {
  return new Map(
    [...files].map(([file, text]) => [
      file,
      preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
        if (!fileName.startsWith('.')) return [];
        const path = posix.join(posix.dirname(file), fileName);
        const found = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
          .map(end => path + end)
          .find(name => files.has(name));
        return found ?? [];
      }),
    ]),
  );
}

/** The first way back to a file, of each circle that is come by. */
function circlesIn(imports: Imports): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    const since = way.indexOf(file);
    if (since >= 0) circles.push([...way.slice(since), file]);
    if (done.has(file)) return;
    done.add(file);
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

const sources = new Map(
  globSync('{packages,plugins}/*/{src,dev}/**/*.{ts,tsx}', { cwd: root })
    .sort()
    .map(file => [file, readFileSync(join(root, file), 'utf8')]),
);

it('finds circles, also of types alone', () => {
  const files = new Map([
    ['a/one.ts', "import { two } from './two';"],
    ['a/two.ts', "import type { Three } from '../b';\nimport 'react';"],
    ['b/index.ts', "export * from '../a/one';"],
    ['b/free.ts', "import '../a/one';"],
  ]);
  expect(circlesIn(importsOf(files))).toEqual([
    ['a/one.ts', 'a/two.ts', 'b/index.ts', 'a/one.ts'],
  ]);
});

it('no files import each other in a circle', () => {
  const imports = importsOf(sources);
  expect(imports.size).toBeGreaterThan(1000);
  expect([...imports.values()].flat().length).toBeGreaterThan(3000);
  expect(circlesIn(imports)).toEqual([]);
});
