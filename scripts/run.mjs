// What the root commands call: `node scripts/run.mjs <task> [arguments]`.
//
// It runs on any Node from 18 on. Where that Node is none that Backstage
// supports, it takes one that is and starts again on it; then it installs what
// is missing, then does the task.
import { environment } from './setup/environment.mjs';
import { install } from './setup/install.mjs';
import { isSupportedNode, runOnSupportedNode } from './setup/node.mjs';

const tasks = {
  start: () => import('./tasks/start.mjs'),
  test: () => import('./tasks/test.mjs'),
  bench: () => import('./tasks/bench.mjs'),
  api: () => import('./tasks/api.mjs'),
  build: () => import('./tasks/build.mjs'),
  tsc: () => import('./tasks/tsc.mjs'),
  lint: () => import('./tasks/lint.mjs'),
  pack: () => import('./tasks/pack.mjs'),
  'pack-cli': () => import('./tasks/pack-cli.mjs'),
  'try-install': () => import('./tasks/try-install.mjs'),
  install: async () => ({ default: async () => 0 }),
};

async function main([task, ...args]) {
  if (!task || !Object.hasOwn(tasks, task)) {
    process.stderr.write(
      `Usage: node scripts/run.mjs <task>, one of ${Object.keys(tasks).join(
        ', ',
      )}\n`,
    );
    return 2;
  }
  if (!isSupportedNode()) return runOnSupportedNode([task, ...args]);

  const env = environment();
  const installed = await install(env);
  if (installed !== 0) return installed;
  const { default: run } = await tasks[task]();
  return run(args, env);
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
