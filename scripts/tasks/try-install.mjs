import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPlugins, keepRelease } from '../portal/addPlugins.mjs';
import { askBackend } from '../portal/askBackend.mjs';
import { yarn } from '../setup/install.mjs';
import { run } from '../setup/process.mjs';
import { packageJson, root } from '../setup/root.mjs';
import { say } from '../setup/say.mjs';
import pack from './pack.mjs';

const CREATE_APP = '@backstage/create-app@0.9.2';

/**
 * Installs the packages into a portal as `create-app` makes it, and sees that
 * it type-checks, builds and answers: `try-install [--legacy] [--newest]`. With
 * `--legacy` the portal has the old front-end system, with `--newest` all its
 * Backstage packages are raised to the newest that there are.
 *
 * It is done by hand before a release; it takes some minutes and is no part of
 * `npm test`.
 */
export default async function tryInstall(args, env) {
  const legacy = args.includes('--legacy');
  const newest = args.includes('--newest');
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-portal-'));
  const tarballs = join(folder, 'tarballs');
  const portal = join(folder, 'portal');
  const portalEnv = { ...env, PATH: withoutOwnCommands(env.PATH) };

  await must('Packing', () => pack([tarballs], env));
  await must('Making a portal', () =>
    run(
      'npm',
      [
        'exec',
        '--yes',
        `--package=${CREATE_APP}`,
        // It asks for a Yarn on PATH, although it is told not to install.
        `--package=@yarnpkg/cli-dist@${
          packageJson().packageManager.split('@')[1]
        }`,
        '--',
        'backstage-create-app',
        '--skip-install',
        ...['--path', portal],
        ...(legacy ? ['--legacy'] : []),
      ],
      { env: { ...env, BACKSTAGE_APP_NAME: 'portal' }, cwd: folder },
    ),
  );
  say('Adding the plugins, as docs/install.md says');
  addPlugins(portal, tarballs, legacy);
  if (!newest) keepRelease(portal);
  const install = command =>
    yarn(command, {
      env: { ...portalEnv, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
      cwd: portal,
      onLine: line => {
        if (/┌|YN0001|YN0082|rror/.test(line)) say(`  ${line}`);
      },
    });
  if (newest) {
    await must('Raising Backstage', () => install(['up', '@backstage/*']));
  }
  await must('Installing', () => install(['install']));
  await must('Having plugins share the packages of Backstage', () =>
    install(['dedupe', '@backstage/*']),
  );
  await must('Checking types', () =>
    yarn(['tsc'], { env: portalEnv, cwd: portal }),
  );
  await must('Building', () =>
    yarn(['build:all'], { env: portalEnv, cwd: portal }),
  );
  await askBackend(portal, portalEnv);
  say(`It works. The portal is in ${portal}`);
  return 0;
}

async function must(what, action) {
  say(what);
  const code = await action();
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
}

/** The portal must bring its own commands. */
function withoutOwnCommands(path) {
  return path
    .split(':')
    .filter(folder => folder !== join(root, 'node_modules', '.bin'))
    .join(':');
}
