import type { ScorecardCheck as AddedCheck } from '@safety-curtain/plugin-supply-chain-node';
import {
  AskedCheck,
  CheckResult,
  ServiceFacts,
  unknown,
} from '@safety-curtain/policy';
import type { CheckPool } from './CheckPool';
import type {
  DefinedScorecard,
  ScorecardSet,
} from '../../records/results/scorecardSet';
import { visibleMessage } from '../../messages/visibleMessage';
import { toText } from '../../database/dialect';
import { after } from '../../settings/timers';

/** What checks answered: by scorecard and check id. */
export type Answers = Map<string, Map<string, CheckResult>>;

/** What of an error's text is shown. */
const MAX_ERROR = 300;

/**
 * Asks the checks of some scorecards of one service. The same check with the
 * same options is asked once, whatever number of scorecards ask for it.
 */
export async function askChecks(
  scorecards: readonly DefinedScorecard[],
  facts: ServiceFacts,
  by: {
    set: ScorecardSet;
    pool: Pick<CheckPool, 'ask'>;
    /** Checks of extensions, by id. */
    added: ReadonlyMap<string, AddedCheck>;
    timeoutMs: number;
  },
  now: Date,
  signal: AbortSignal,
): Promise<Answers> {
  const distinct = new Map<string, AskedCheck>();
  const keys = new Map<string, Map<string, string>>();
  for (const { name, checks } of scorecards) {
    const ofScorecard = new Map<string, string>();
    keys.set(name, ofScorecard);
    for (const { check, options } of checks) {
      const rule = by.set.rules.get(name)?.has(check.id) ? name : '';
      const key = JSON.stringify([rule, check.id, options]);
      ofScorecard.set(check.id, key);
      distinct.set(key, { scorecard: name, id: check.id, options });
    }
  }
  const results = new Map<string, CheckResult>();
  const aside = [...distinct].filter(([, { id }]) => !by.added.has(id));
  const answers = await by.pool.ask(
    facts,
    by.set,
    aside.map(([, asked]) => asked),
    now,
    signal,
  );
  aside.forEach(([key], index) => results.set(key, answers[index]));
  for (const [key, { id, options }] of distinct) {
    const check = by.added.get(id);
    if (!check) continue;
    signal.throwIfAborted();
    results.set(key, await askAdded(check, facts, options, by.timeoutMs, now));
  }
  return new Map(
    [...keys].map(([name, ofScorecard]) => [
      name,
      new Map([...ofScorecard].map(([id, key]) => [id, results.get(key)!])),
    ]),
  );
}

/** One that throws or takes too long is unknown, neither a pass nor a failure. */
async function askAdded(
  check: AddedCheck,
  facts: ServiceFacts,
  given: Readonly<Record<string, number>>,
  timeoutMs: number,
  now: Date,
): Promise<CheckResult> {
  const limit = new AbortController();
  const late = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => reject(limit.signal.reason));
  });
  const stop = after(timeoutMs, () =>
    limit.abort(new Error(`it took longer than ${timeoutMs / 1000} seconds`)),
  );
  const options = Object.fromEntries(
    Object.entries(check.options).map(([name, option]) => [
      name,
      given[name] ?? option.default,
    ]),
  );
  try {
    const asked = Promise.resolve(
      check.run(facts, { now, options, signal: limit.signal }),
    );
    return checkedResult(await Promise.race([asked, late]));
  } catch (error) {
    const text = toText(visibleMessage(error), MAX_ERROR);
    return unknown(`The check broke: ${text}`);
  } finally {
    stop();
  }
}

/** A result of code that is not ours, which may be anything. */
function checkedResult(result: CheckResult): CheckResult {
  const { answer, reason, evidence } = result;
  if (
    !['pass', 'warn', 'fail', 'notApplicable', 'unknown'].includes(answer) ||
    typeof reason !== 'string' ||
    !Array.isArray(evidence)
  ) {
    throw new Error('it gave something that is no answer');
  }
  return result;
}
