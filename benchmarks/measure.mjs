import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that so many percent of them do not exceed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
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
 * Runs a function and answers how long it took and the longest turn of the
 * event loop meanwhile: how late a timer of a few milliseconds was at the most.
 */
export async function watchTurns(action) {
  let longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  };
  const timer = setInterval(look, 5);
  try {
    const { result, time } = await timed(action);
    // The turn that ended just now.
    look();
    return { result, time, longest };
  } finally {
    clearInterval(timer);
  }
}

/** Runs a function and answers by how much memory it grew at the most, in bytes. */
export async function watchMemory(action) {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  try {
    return { result: await action(), before, peak };
  } finally {
    clearInterval(watch);
  }
}

/**
 * Runs a function and answers the memory of this process before it and at its peak, of the largest
 * process that it started, and of all of them together; in bytes, on Linux only.
 */
export async function watchProcesses(action) {
  const before = residentOf('self');
  let own = before;
  let child = 0;
  let together = before;
  const look = () => {
    const children = childrenOf('self').map(residentOf);
    own = Math.max(own, residentOf('self'));
    child = Math.max(child, ...children);
    together = Math.max(
      together,
      children.reduce((sum, one) => sum + one, residentOf('self')),
    );
  };
  const watch = setInterval(look, 50);
  try {
    return { result: await action(), before, own, child, together };
  } finally {
    clearInterval(watch);
  }
}

function residentOf(process) {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function childrenOf(process) {
  try {
    return readdirSync(`/proc/${process}/task`).flatMap(thread =>
      readFileSync(`/proc/${process}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(Boolean),
    );
  } catch {
    return [];
  }
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
