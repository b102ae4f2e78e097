import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startPostgres } from '../scripts/testing/postgres.mjs';
import { say } from './report.mjs';
import { root } from './setup/folders.mjs';

/** Times that each of two things happens while the other does. */
const ROUNDS = 200;

/** Every pair of things that write, at once, many times: does anything fail? */
export async function measureRaces() {
  say();
  say(`Every pair of things that write, ${ROUNDS} times each, PostgreSQL 17`);
  const server = await startPostgres();
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          join(
            root,
            'node_modules',
            '@backstage',
            'cli',
            'bin',
            'backstage-cli',
          ),
          'package',
          'test',
          '--maxWorkers=1',
          // A pattern that no file fits would pass.
          '--passWithNoTests=false',
          'flows/scan/races',
        ],
        {
          cwd: join(root, 'plugins', 'supply-chain-backend'),
          env: {
            ...process.env,
            CI: '1',
            SAFETY_CURTAIN_RACE_ROUNDS: `${ROUNDS}`,
            BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING:
              server.connectionString,
          },
          stdio: 'inherit',
        },
      );
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error('Something failed or was lost');
  } finally {
    await server.stop();
  }
}
