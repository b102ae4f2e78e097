import { spawn } from 'node:child_process';
import path from 'node:path';

const COMMAND = path.resolve(
  __dirname,
  '../../packages/cli/bin/safety-curtain',
);

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `safety-curtain` as somebody at a terminal would, to its end. */
export function safetyCurtain(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}
