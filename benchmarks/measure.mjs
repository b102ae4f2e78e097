import { spawnSync } from 'node:child_process';

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs a function and answers its result and how long it took, in milliseconds. */
export async function timed(action) {
  const start = performance.now();
  const result = await action();
  return { result, time: performance.now() - start };
}

/** The first run and the median of those after it, in milliseconds. */
export async function repeated(action, runs) {
  const first = await timed(action);
  const later = [];
  for (let i = 0; i < runs; i++) later.push((await timed(action)).time);
  return { result: first.result, first: first.time, median: median(later) };
}

/**
 * Runs a program to its end and answers what it printed.
 *
 * @throws where it cannot be started or ends with anything but 0
 */
export function runProgram(command, args, { cwd } = {}) {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${status}: ${stderr}`,
    );
  }
  return stdout;
}
