import { environment } from './environment.mjs';
import { run } from './process.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

/** The major versions that Backstage 1.57 supports (its `engines` field). */
const SUPPORTED = [22, 24];
const PREFERRED = 24;

/** True where this process runs on a Node that Backstage supports. */
export function isSupportedNode(version = process.versions.node) {
  return SUPPORTED.includes(Number.parseInt(version, 10));
}

/**
 * Starts `scripts/run.mjs` again on a supported Node, which npm brings and
 * keeps in its cache. Answers its exit code.
 */
export async function runOnSupportedNode(args) {
  if (process.env.SAFETY_CURTAIN_NODE_TAKEN) {
    throw new Error(
      `npm brought Node ${process.versions.node}, which is none of the supported ` +
        `versions (${SUPPORTED.join(
          ', ',
        )}). Install Node ${PREFERRED} by hand.`,
    );
  }
  say(
    `Node ${process.versions.node} is not supported by Backstage; taking Node ${PREFERRED} with npm`,
  );
  const code = await run(
    'npm',
    [
      'exec',
      '--yes',
      `--package=node@${PREFERRED}`,
      '--',
      'node',
      'scripts/run.mjs',
      ...args,
    ],
    { cwd: root, env: { ...environment(), SAFETY_CURTAIN_NODE_TAKEN: '1' } },
  );
  return code;
}
