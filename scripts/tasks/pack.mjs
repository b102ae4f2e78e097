import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workspaces, yarn } from '../setup/install.mjs';
import { backstageCli } from '../setup/process.mjs';
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

  mkdirSync(target, { recursive: true });
  for (const path of published) {
    const { name, version } = packageJson(path);
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    say(`${name} -> ${file}`);
    rmSync(join(root, path, 'dist'), { recursive: true, force: true });
    const cwd = join(root, path);
    const code =
      (await backstageCli(['package', 'build'], { env, cwd })) ||
      (await yarn(['pack', '--out', join(target, file)], {
        env,
        cwd,
        onLine: line => {
          if (!/YN0000|YN0013/.test(line)) process.stdout.write(`${line}\n`);
        },
      }));
    if (code !== 0) return code;
  }
  say(`${published.length} tarballs in ${target}`);
  return 0;
}
