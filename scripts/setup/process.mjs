import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** npm is a script with another ending on Windows, and needs a shell there. */
const WINDOWS = process.platform === 'win32';

/**
 * Runs a command to its end and answers its exit code (128 where a signal
 * ended it). Its output goes to the terminal as it comes, or line by line to
 * `onLine`. Ctrl-C reaches the command through the terminal; other requests to
 * stop are passed on, and this process waits until the command has obeyed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, onLine?: (line: string) => void }} options
 */
export function run(command, args, { cwd = root, env, onLine } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: WINDOWS && command === 'npm',
  });
  if (onLine) {
    for (const stream of [child.stdout, child.stderr]) {
      eachLine(stream, onLine);
    }
  }
  const wait = () => {};
  const passOn = signal => child.kill(signal);
  process.on('SIGINT', wait);
  process.on('SIGTERM', passOn);
  process.on('SIGHUP', passOn);
  return new Promise((resolve, reject) => {
    child.on('error', error =>
      reject(new Error(`${command} could not be started: ${error.message}`)),
    );
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', passOn);
      process.off('SIGHUP', passOn);
      resolve(signal ? 128 : code);
    });
  });
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', text => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    lines.forEach(onLine);
  });
  stream.on('end', () => {
    if (rest) onLine(rest);
  });
}

/** Runs the command `name` of an installed package, on this Node. */
export function runBin(packageName, name, args, options) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = typeof bin === 'string' ? bin : bin[name];
  return run(process.execPath, [join(folder, file), ...args], options);
}

/** Runs backstage-cli. */
export function backstageCli(args, options) {
  return runBin('@backstage/cli', 'backstage-cli', args, options);
}
