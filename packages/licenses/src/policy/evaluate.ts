import { categoryOfTerm } from '../categories/category';
import { canonicalTerm } from '../expressions/canonical';
import { formatTerm } from '../expressions/format';
import { LicenseNode, LicenseTerm } from '../expressions/licenseNode';
import { parseLicense } from '../expressions/parse';
import { laterVersions } from '../expressions/versions';
import { LicensePolicy, LicenseVerdict, licenseVerdicts } from './policy';

/** What the policy says of one license, and where it says so. @public */
export interface LicenseReason {
  /** In current words, or the state in the place of a license. */
  license: string;
  verdict: LicenseVerdict;
  /** Path into the policy: `licenses.MIT`, `categories.permissive`, `unknown`. */
  rule: string;
  /** One sentence for a reader. */
  text: string;
}

/**
 * The verdict of a policy, with the licenses chosen and the rule for each.
 *
 * @public
 */
export interface LicenseEvaluation {
  verdict: LicenseVerdict;
  /** The licenses that then apply: of each OR, the best branch. Absent where no license is known. */
  chosen?: string;
  /** One for each license of `chosen`, in its order, each once. */
  reasons: LicenseReason[];
  /**
   * How the deciding license was reached: `OR 2 of 3`, `AND 1 of 2`, and the
   * license at last.
   */
  path: string[];
}

/** The state of a component whose license is not settled. @public */
export interface UnsettledLicense {
  state: 'unknown' | 'ambiguous' | 'conflicting';
  reason?: string;
}

/** The state of a component, as `resolveLicense` gives it. @public */
export type LicenseState =
  | { state: 'known'; expression: string }
  | UnsettledLicense;

/** An evaluated subtree. Nothing is copied on the way up, so that the work stays linear. */
interface Outcome {
  verdict: LicenseVerdict;
  /** The licenses that then apply; of an AND, those of its parts. */
  chosen: LicenseReason | readonly Outcome[];
  /** The steps to the license that decides. */
  path: Step;
}

interface Step {
  text: string;
  next?: Step;
}

/**
 * Judges an expression, or the state of a component, by a policy.
 *
 * OR takes its best branch, the first of equals; AND is as bad as its worst
 * part. A license is judged by its own entry, with its exception first and
 * without it then; else, where later versions may be chosen, by the best entry
 * of one of them if that is better than the category's verdict; else by its
 * category, which an exception may soften. One pass over the expression.
 *
 * @throws LicenseError where the expression is invalid; a text of a registry
 * goes through `resolveLicense` first.
 *
 * @public
 */
export function evaluateLicense(
  license: string | LicenseState,
  policy: LicensePolicy,
): LicenseEvaluation {
  if (typeof license !== 'string') {
    if (license.state !== 'known') return judgeState(license, policy);
    return evaluateLicense(license.expression, policy);
  }
  const node = parseLicense(license);
  if (node.type === 'noassertion') {
    return judgeState({ state: 'unknown' }, policy);
  }
  const outcome = evaluateNode(node, policy, new Map());
  const reasons = [...new Set(reasonsOf(outcome))];
  return {
    verdict: outcome.verdict,
    chosen: reasons.map(reason => reason.license).join(' AND '),
    reasons,
    path: stepTexts(outcome.path),
  };
}

const STATE_TEXTS = {
  unknown: 'Its license is not known.',
  ambiguous: 'What is said fits several licenses.',
  conflicting: 'Sources name different licenses.',
};

function judgeState(
  { state, reason }: UnsettledLicense,
  policy: LicensePolicy,
): LicenseEvaluation {
  const verdict = policy[state];
  return {
    verdict,
    reasons: [
      {
        license: state,
        verdict,
        rule: state,
        text: reason ?? STATE_TEXTS[state],
      },
    ],
    path: [state],
  };
}

function evaluateNode(
  node: LicenseNode,
  policy: LicensePolicy,
  known: Map<string, LicenseReason>,
): Outcome {
  if (node.type === 'license') {
    const term = canonicalTerm(node);
    const license = formatTerm(term);
    const reason = known.get(license) ?? judgeTerm(term, license, policy);
    known.set(license, reason);
    return leaf(reason);
  }
  if (!('members' in node)) {
    return leaf({
      license: 'NONE',
      verdict: policy.noLicense,
      rule: 'noLicense',
      text: 'No license is granted, so all rights are reserved.',
    });
  }
  const outcomes = node.members.map(member =>
    evaluateNode(member, policy, known),
  );
  return node.type === 'or' ? bestOf(outcomes) : togetherOf(outcomes);
}

function leaf(reason: LicenseReason): Outcome {
  return {
    verdict: reason.verdict,
    chosen: reason,
    path: { text: reason.license },
  };
}

function reasonsOf(outcome: Outcome): LicenseReason[] {
  const reasons: LicenseReason[] = [];
  const visit = ({ chosen }: Outcome) => {
    if ('rule' in chosen) reasons.push(chosen);
    else chosen.forEach(visit);
  };
  visit(outcome);
  return reasons;
}

function stepTexts(path: Step): string[] {
  const texts: string[] = [];
  for (let step: Step | undefined = path; step; step = step.next) {
    texts.push(step.text);
  }
  return texts;
}

function rank(verdict: LicenseVerdict): number {
  return licenseVerdicts.indexOf(verdict);
}

/** Of equals, the first. */
function bestOf(outcomes: readonly Outcome[]): Outcome {
  let best = 0;
  outcomes.forEach((outcome, index) => {
    if (rank(outcome.verdict) < rank(outcomes[best].verdict)) best = index;
  });
  return {
    ...outcomes[best],
    path: {
      text: `OR ${best + 1} of ${outcomes.length}`,
      next: outcomes[best].path,
    },
  };
}

function togetherOf(outcomes: readonly Outcome[]): Outcome {
  let worst = 0;
  outcomes.forEach((outcome, index) => {
    if (rank(outcome.verdict) > rank(outcomes[worst].verdict)) worst = index;
  });
  return {
    verdict: outcomes[worst].verdict,
    chosen: outcomes,
    path: {
      text: `AND ${worst + 1} of ${outcomes.length}`,
      next: outcomes[worst].path,
    },
  };
}

function judgeTerm(
  term: LicenseTerm,
  license: string,
  policy: LicensePolicy,
): LicenseReason {
  const named = namedVerdict(term, policy);
  if (named) {
    return {
      license,
      verdict: named.verdict,
      rule: `licenses.${named.key}`,
      text:
        named.key === license
          ? `The policy names ${license}.`
          : `The policy names ${named.key}, which ${license} comes under.`,
    };
  }
  const general = judgeByCategory(term, license, policy);
  const later = bestLaterVersion(term, policy);
  if (!later || rank(later.verdict) >= rank(general.verdict)) return general;
  return {
    license,
    verdict: later.verdict,
    rule: `licenses.${later.key}`,
    text: `${later.key} may be chosen instead, which the policy names.`,
  };
}

/** The entry of a license: with its exception, without it, without its `+`. */
function namedVerdict(term: LicenseTerm, policy: LicensePolicy) {
  const { exception, ...bare } = term;
  const spellings = [term, bare, { ...bare, orLater: false }];
  for (const spelling of spellings) {
    const key = formatTerm(spelling);
    const verdict = policy.licenses.get(key);
    if (verdict) return { key, verdict };
  }
  return undefined;
}

function bestLaterVersion(term: LicenseTerm, policy: LicensePolicy) {
  if (policy.licenses.size === 0) return undefined;
  let best: { key: string; verdict: LicenseVerdict } | undefined;
  for (const later of laterVersions(term)) {
    const named = namedVerdict(later, policy);
    if (named && (!best || rank(named.verdict) < rank(best.verdict))) {
      best = named;
    }
  }
  return best;
}

function judgeByCategory(
  term: LicenseTerm,
  license: string,
  policy: LicensePolicy,
): LicenseReason {
  const category = categoryOfTerm(term);
  if (!category) {
    return {
      license,
      verdict: policy.unlisted,
      rule: 'unlisted',
      text: `${license} is in no category.`,
    };
  }
  return {
    license,
    verdict: policy.categories[category],
    rule: `categories.${category}`,
    text: `${license} is ${category}.`,
  };
}
