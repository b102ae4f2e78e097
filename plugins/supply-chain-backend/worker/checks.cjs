// @ts-check
/*
 * Runs in a worker thread: asks checks that read what strangers wrote, so that
 * a hostile workflow file costs this thread and not the portal.
 */

// In a checkout the engine is TypeScript; as a package it is not.
if (require.resolve('@safety-curtain/policy').endsWith('.ts')) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
const policy = require('@safety-curtain/policy');

/** @typedef {import('@safety-curtain/policy').Check} Check */
/** @typedef {Map<string, Map<string, unknown>>} Rules By scorecard and id. */

/** @type {{ version: string, checks: Map<string, Map<string, Check>> } | undefined} */
let known;
const builtIn = new Map(policy.builtInChecks.map(each => [each.id, each]));

/**
 * Asks some checks of one service, in turn; `progress[0]` is the position of
 * the one that is being asked.
 *
 * @param {{
 *   facts: import('@safety-curtain/policy').ServiceFacts,
 *   version: string,
 *   rules: Rules,
 *   asked: { scorecard: string, id: string, options: Record<string, number> }[],
 *   now: Date,
 *   progress: Int32Array,
 * }} task
 */
function askChecks({ facts, version, rules, asked, now, progress }) {
  const ofScorecards = rulesOf(version, rules);
  return asked.map(({ scorecard, id, options }, position) => {
    Atomics.store(progress, 0, position);
    const check = ofScorecards.get(scorecard)?.get(id) ?? builtIn.get(id);
    return check
      ? policy.runCheck(check, facts, { now, options })
      : policy.unknown(`There is no check '${id}'.`);
  });
}

/**
 * OpenSSF Scorecard's aggregate of a service.
 *
 * @param {{ facts: import('@safety-curtain/policy').ServiceFacts }} task
 */
function openSsf({ facts }) {
  const { score, partial, coverage, by } = policy.openSsfStanding(facts);
  return { score, partial, coverage, by };
}

/**
 * Checks that are written as rules, read once for each version of them.
 *
 * @param {string} version
 * @param {Rules} rules
 */
function rulesOf(version, rules) {
  if (known?.version !== version) {
    const checks = new Map(
      [...rules].map(([scorecard, documents]) => [
        scorecard,
        new Map(
          [...documents].map(([id, document]) => [
            id,
            policy.readRuleCheck(document, id),
          ]),
        ),
      ]),
    );
    known = { version, checks };
  }
  return known.checks;
}

/** Answers when the thread is up. */
function start() {}

module.exports = { start, askChecks, openSsf };
