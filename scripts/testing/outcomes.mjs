import { existsSync, readFileSync } from 'node:fs';

/**
 * What a suite came to. `excused` are skipped tests that wait for data which is
 * no part of the project; they are no failure, not even in CI.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, excused: number, note?: string }} Outcome
 */

/** The outcome of a command that is one check as a whole. */
export function ofCheck(code) {
  return {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    excused: 0,
  };
}

/** The outcome in a report of `jest --json`. */
export function ofJest(file, code, isExcused) {
  const report = read(file);
  if (!report) return ofCheck(code || 1);
  const tests = report.testResults.flatMap(it => it.assertionResults);
  const count = wanted => tests.filter(it => wanted.includes(it.status)).length;
  const unstarted = report.testResults.filter(
    it => it.status === 'failed' && it.assertionResults.length === 0,
  ).length;
  const onPostgres = tests.filter(
    it => it.status === 'passed' && /postgres/i.test(it.fullName),
  ).length;
  return blameExit(code, {
    passed: count(['passed']),
    failed: count(['failed']) + unstarted,
    skipped: count(['pending', 'todo', 'skipped', 'disabled']),
    excused: tests.filter(
      it => it.status === 'pending' && isExcused(it.fullName),
    ).length,
    note: `${onPostgres} on PostgreSQL`,
    onPostgres,
  });
}

/** The outcome in a report of Playwright's JSON reporter. */
export function ofPlaywright(file, code) {
  const report = read(file);
  if (!report) return ofCheck(code || 1);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return blameExit(code, {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    excused: 0,
    ...(flaky > 0 && { note: `${flaky} only at a second try` }),
  });
}

/** A runner that ends badly has failed, also where no test of it did. */
function blameExit(code, outcome) {
  return code !== 0 && outcome.failed === 0
    ? { ...outcome, failed: 1, note: `the runner ended with ${code}` }
    : outcome;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
