import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';
import { packageJson, root } from './root.mjs';
import { duration, say } from './say.mjs';

const STAMP = join(root, 'node_modules', '.safety-curtain-install');

/** Yarn's remarks on peer dependencies: many, known, and of no consequence. */
const REMARKS = /^➤ YN(0002|0060|0086|0013):/;

/**
 * Installs exactly what `yarn.lock` says, unless that was done before on this
 * Node. Answers the exit code of the installation.
 */
export async function install(env) {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return 0;

  say('Installing dependencies as locked in yarn.lock (about a minute)');
  const started = Date.now();
  const lines = [];
  const code = await yarn(['install', '--immutable'], {
    env,
    onLine: line => {
      if (!REMARKS.test(line)) lines.push(line);
      const step = /YN0000: ┌ (.*)/.exec(line);
      if (step) say(`  ${step[1]}`);
    },
  });
  if (code !== 0) {
    process.stderr.write(`${lines.join('\n')}\n`);
    say(
      lines.some(line => line.includes('YN0028'))
        ? 'yarn.lock is behind a package.json: bring it up to date with `yarn install`'
        : 'The installation failed; what Yarn said is above. Running the command again goes on where it stopped.',
    );
    return code;
  }
  writeFileSync(STAMP, wanted);
  say(
    `Installed in ${duration(
      Date.now() - started,
    )} (keytar and cpu-features are optional native packages, left unbuilt on purpose)`,
  );
  return 0;
}

/**
 * Runs the Yarn that package.json asks for; it need not be on PATH.
 *
 * Yarn does not read npm's configuration, so it is told which registry npm
 * uses, unless it has an answer of its own.
 */
export async function yarn(args, { env, ...options }) {
  const [, version] = packageJson().packageManager.split('@');
  let registry;
  if (!env.YARN_NPM_REGISTRY_SERVER) {
    await run('npm', ['config', 'get', 'registry'], {
      env,
      onLine: line => {
        registry ??= /^https?:\/\/\S+$/.exec(line.trim())?.[0];
      },
    });
  }
  return run(
    'npm',
    [
      'exec',
      '--yes',
      `--package=@yarnpkg/cli-dist@${version}`,
      '--',
      'yarn',
      ...args,
    ],
    {
      ...options,
      env: {
        ...env,
        ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
        YARN_ENABLE_PROGRESS_BARS: 'false',
        YARN_ENABLE_COLORS: 'false',
      },
    },
  );
}

/** The folders of all workspaces, relative to the root, in stable order. */
export function workspaces() {
  return packageJson()
    .workspaces.map(pattern => pattern.replace(/\/\*$/, ''))
    .flatMap(parent =>
      readdirSync(join(root, parent)).map(name => `${parent}/${name}`),
    )
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/** Changes whenever an installation could give something else. */
function fingerprint() {
  const hash = createHash('sha256');
  hash.update(
    `${process.platform} ${process.arch} ${process.versions.modules}`,
  );
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...workspaces().map(folder => `${folder}/package.json`),
  ]) {
    hash.update(`\0${file}\0`);
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
