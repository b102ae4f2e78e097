// How much JavaScript the production build of the example portal ships, and how much of it is ours.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../scripts/setup/environment.mjs';
import { backstageCli } from '../scripts/setup/process.mjs';
import { say, table } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = join(root, 'packages/app');

/** Of each of these a portal ought to ship one copy. */
const SINGLE = ['@material-ui/core', '@backstage/ui', 'react-dom'];

const LARGEST = 8;

const weight = (what, bytes) => ({
  what,
  size: `${(bytes / 1000).toFixed(0)} kB`,
});

/**
 * Builds the portal and weighs it: all JavaScript, what is loaded at once, the
 * largest files, and the sources of each of our packages before they are
 * minified. Fails where a library that should be there once is there twice.
 */
export async function measureBundle() {
  say('\n## Bundle of the example portal\n');
  const code = await backstageCli(['package', 'build', '--stats'], {
    cwd: app,
    env: environment(),
    onLine: () => {},
  });
  if (code !== 0) throw new Error(`The build of the portal ended with ${code}`);
  const folder = join(app, 'dist/static');
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.js'))
    .map(name => ({ name, bytes: statSync(join(folder, name)).size }))
    .sort((a, b) => b.bytes - a.bytes);
  const stats = JSON.parse(
    readFileSync(join(app, 'dist/bundle-stats.json'), 'utf8'),
  );
  const first = new Set(
    stats.entrypoints.main.assets.map(({ name }) => name.split('/').pop()),
  );
  const sum = list => list.reduce((total, { bytes }) => total + bytes, 0);

  table([
    weight('All JavaScript', sum(files)),
    weight('Loaded at once', sum(files.filter(({ name }) => first.has(name)))),
    ...files
      .slice(0, LARGEST)
      .map(({ name, bytes }) =>
        weight(`${name}${first.has(name) ? ', at once' : ''}`, bytes),
      ),
  ]);

  const modules = leaves(stats.modules.filter(({ chunks }) => chunks.length));
  say('\n  Of these, by the size of their sources:');
  table(sizesOfPackages(modules).map(([name, bytes]) => weight(name, bytes)));
  const doubled = SINGLE.filter(name => copiesOf(name, modules).size > 1);
  if (doubled.length > 0) {
    throw new Error(`Shipped more than once: ${doubled.join(', ')}`);
  }
}

/** Modules that were joined into one are listed below it. */
function leaves(modules) {
  return modules.flatMap(module =>
    module.modules?.length ? leaves(module.modules) : [module],
  );
}

function sizesOfPackages(modules) {
  const sizes = new Map();
  for (const { name, size } of modules) {
    const [, folder] = /^\.\.\/\.\.\/plugins\/([^/]+)\//.exec(name) ?? [];
    if (folder) sizes.set(folder, (sizes.get(folder) ?? 0) + size);
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

/** The folders from which a library comes. */
function copiesOf(library, modules) {
  const copies = new Set();
  for (const { name } of modules) {
    // What stands before the last `!` are the loaders that read it.
    const path = name.split('!').pop();
    const at = path.lastIndexOf(`node_modules/${library}/`);
    if (at >= 0) copies.add(path.slice(0, at));
  }
  return copies;
}
