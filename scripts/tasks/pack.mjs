import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildPackage } from '../setup/buildPackage.mjs';
import { workspaces, yarn } from '../setup/install.mjs';
import { packageJson, root } from '../setup/root.mjs';
import { say } from '../setup/say.mjs';
import tsc from './tsc.mjs';

/**
 * Builds every package that is published and packs it into a tarball, as a
 * release would: `pack [folder]`, by default into `dist-tarballs`.
 */
export default async function pack([folder = 'dist-tarballs'], env) {
  const target = resolve(root, folder);
  const published = workspaces().filter(path => !packageJson(path).private);

  say('Checking types');
  const typed = await tsc([], env);
  if (typed !== 0) return typed;

  for (const path of published) {
    const code = await packOne(path, target, env);
    if (code !== 0) return code;
  }
  say(`${published.length} tarballs in ${target}`);
  return 0;
}

/**
 * Builds one package and packs it into a folder. Answers the exit code.
 *
 * @param {string} path - of the package, from the root
 * @param {string} target
 */
export async function packOne(path, target, env) {
  const { name, version } = packageJson(path);
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  const cwd = join(root, path);
  say(`${name} -> ${file}`);
  mkdirSync(target, { recursive: true });
  rmSync(join(cwd, 'dist'), { recursive: true, force: true });
  return (
    (await buildPackage(path, env)) ||
    yarn(['pack', '--out', join(target, file)], {
      env,
      cwd,
      onLine: line => {
        if (!/YN0000|YN0013/.test(line)) process.stdout.write(`${line}\n`);
      },
    })
  );
}
