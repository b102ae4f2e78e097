import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../measure.mjs';
import { say } from '../report.mjs';
import { root, store } from './folders.mjs';

const folder = join(store, 'npm-project');

/**
 * A folder with one package.json that has the dependencies of all our packages
 * and the package-lock.json that npm itself makes of it. Our own lock file is
 * Yarn's, which the peers do not all read.
 */
export function npmProject() {
  const manifest = `${JSON.stringify(mergedManifest(), null, 2)}\n`;
  const file = join(folder, 'package.json');
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(lock) || readFileSync(file, 'utf8') !== manifest) {
    say('Letting npm resolve a package-lock.json of our dependencies (once)');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, manifest);
    runProgram(
      'npm',
      [
        'install',
        '--package-lock-only',
        '--ignore-scripts',
        '--legacy-peer-deps',
        '--no-audit',
        '--no-fund',
      ],
      { cwd: folder },
    );
  }
  return { folder, lock };
}

/** All dependencies from outside; of two ranges for one package the first. */
function mergedManifest() {
  const manifests = ['packages', 'plugins']
    .flatMap(parent =>
      readdirSync(join(root, parent))
        .sort()
        .map(name => join(parent, name, 'package.json')),
    )
    .concat('package.json')
    .filter(path => existsSync(join(root, path)))
    .map(path => JSON.parse(readFileSync(join(root, path), 'utf8')));
  const merge = field => {
    const ranges = new Map();
    for (const manifest of manifests) {
      for (const [name, range] of Object.entries(manifest[field] ?? {})) {
        if (!range.startsWith('workspace:') && !ranges.has(name)) {
          ranges.set(name, range);
        }
      }
    }
    return ranges;
  };
  const dependencies = merge('dependencies');
  const devDependencies = merge('devDependencies');
  for (const name of dependencies.keys()) devDependencies.delete(name);
  return {
    name: 'safety-curtain-bench',
    version: '0.0.0',
    private: true,
    dependencies: Object.fromEntries(dependencies),
    devDependencies: Object.fromEntries(devDependencies),
    // npm refuses an override of what the manifest itself asks for, and has
    // another way to say it of a dependency's dependency.
    overrides: Object.fromEntries(
      Object.entries(manifests.at(-1).resolutions).filter(
        ([name]) =>
          !dependencies.has(name) &&
          !devDependencies.has(name) &&
          /^(?:@[^/]+\/)?[^/]+$/.test(name),
      ),
    ),
  };
}
