import { builtInChecks } from '../checks/builtInChecks';
import { Check, CheckResult, unknown } from '../checks/check';
import { OpenSsfRating, openSsfRating } from '../checks/openssf/openSsfScore';
import { runCheck } from '../checks/runCheck';
import type { ServiceFacts } from '../facts/serviceFacts';
import { readRuleCheck } from '../rules/ruleCheck';

/** A check to be asked, with the options that a scorecard sets. @public */
export interface AskedCheck {
  scorecard: string;
  id: string;
  options: Readonly<Record<string, number>>;
}

/**
 * Checks that are written as rules: their documents by scorecard and id.
 *
 * @public
 */
export interface RuleSet {
  /** Another one where a rule is another. */
  version: string;
  rules: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
}

/** The facts of one service, and what is asked of them. @public */
export interface CheckTask extends RuleSet {
  facts: ServiceFacts;
  asked: readonly AskedCheck[];
  now: Date;
}

const builtIn = new Map(builtInChecks.map(check => [check.id, check]));

/** Asks some checks of one service; answers in the order of `asked`. */
function askChecks({ facts, asked, now, ...set }: CheckTask): CheckResult[] {
  const ofScorecards = readRules(set);
  return asked.map(({ scorecard, id, options }) => {
    const check = ofScorecards.get(scorecard)?.get(id) ?? builtIn.get(id);
    return check
      ? runCheck(check, facts, { now, options })
      : unknown(`There is no check '${id}'.`);
  });
}

/** OpenSSF Scorecard's aggregate of a service. */
function openSsf({
  facts,
}: {
  facts: ServiceFacts;
}): Pick<OpenSsfRating, 'score' | 'partial' | 'coverage' | 'by'> {
  const { score, partial, coverage, by } = openSsfRating(facts);
  return { score, partial, coverage, by };
}

type RuleChecks = Map<string, Map<string, Check>>;

let known: { version: string; checks: RuleChecks } | undefined;

/** The rules of one version are read once. */
function readRules({ version, rules }: RuleSet): RuleChecks {
  if (known?.version === version) return known.checks;
  const checks: RuleChecks = new Map();
  for (const [scorecard, documents] of rules) {
    const ofScorecard = new Map<string, Check>();
    for (const [id, document] of documents) {
      ofScorecard.set(id, readRuleCheck(document, id));
    }
    checks.set(scorecard, ofScorecard);
  }
  known = { version, checks };
  return checks;
}

/**
 * What is asked of facts that strangers wrote, in a process of its own: each takes and gives values
 * that V8 can serialize.
 *
 * @public
 */
export const checkTasks: {
  askChecks(task: CheckTask): CheckResult[];
  openSsf(task: {
    facts: ServiceFacts;
  }): Pick<OpenSsfRating, 'score' | 'partial' | 'coverage' | 'by'>;
} = { askChecks, openSsf };

/** The tasks by their names. @public */
export type CheckTasks = typeof checkTasks;
