import type { BranchRules } from '../../facts/repositoryFacts';
import type { Evidence } from '../check';
import { sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_REPOSITORY } from './repository';

interface Rule {
  /** What is wrong where it does not hold. */
  lacks: string;
  /** Undefined where the token does not show it. */
  holds(rules: BranchRules): boolean | undefined;
  /** Only administrators see it: OpenSSF leaves it out for everybody else. */
  admin?: true;
}

const atLeast =
  (least: number) =>
  ({ approvals, moreApprovals }: BranchRules) =>
    approvals === undefined || (moreApprovals && approvals < least)
      ? undefined
      : approvals >= least;
const not = (value: boolean | undefined) =>
  value === undefined ? undefined : !value;

/** OpenSSF's tiers (docs/checks.md, Branch-Protection), and the points up to the end of each. */
const TIERS: readonly { points: number; rules: readonly Rule[] }[] = [
  {
    points: 3,
    rules: [
      {
        lacks: 'It may be overwritten by a force push',
        holds: ({ forcePushes }) => not(forcePushes),
      },
      { lacks: 'It may be deleted', holds: ({ deletions }) => not(deletions) },
    ],
  },
  {
    points: 6,
    rules: [
      { lacks: 'No approval is needed', holds: atLeast(1) },
      {
        lacks: 'It can be changed without a pull request',
        holds: ({ pullRequests }) => pullRequests,
        admin: true,
      },
      {
        lacks: 'A pull request may be behind it',
        holds: ({ upToDate }) => upToDate,
        admin: true,
      },
      {
        lacks: 'Whoever pushed last may approve',
        holds: ({ lastPush }) => lastPush,
        admin: true,
      },
    ],
  },
  {
    points: 8,
    rules: [
      {
        lacks: 'No check has to pass',
        holds: ({ statusChecks }) => statusChecks,
      },
    ],
  },
  {
    points: 9,
    rules: [
      { lacks: 'One approval is enough', holds: atLeast(2) },
      {
        lacks: 'Code owners need not approve',
        holds: ({ codeOwners }) => codeOwners,
      },
    ],
  },
  {
    points: 10,
    rules: [
      {
        lacks: 'Approvals stay when something else is pushed',
        holds: ({ dismissesStale }) => dismissesStale,
      },
      {
        lacks: 'Administrators are not held to it',
        holds: ({ coversAdmins }) => coversAdmins,
        admin: true,
      },
    ],
  },
];

/**
 * OpenSSF Branch-Protection of the default branch, from what the forge says: a
 * tier gives points where all below it hold. Branches of releases are not asked
 * about.
 */
export const branchProtection = openSsfCheck({
  name: 'Branch-Protection',
  title: 'Branches protected',
  controls: [...ssdf('PS.1.1'), ...sp80053('CM-5')],
  advice: 'Protect the default branch and those that releases come from.',
  work: 'setting',
  score({ repository }) {
    if (!repository) return NO_REPOSITORY;
    const { branch, defaultBranch, forge } = repository;
    const hidden = {
      missing: `The token for ${forge} does not show how ${defaultBranch} is protected.`,
    };
    if (!branch) return hidden;
    if (!branch.protected) {
      return {
        score: 0,
        reason: `${defaultBranch} is not protected`,
        evidence: [fact(`${defaultBranch} is not protected`)],
      };
    }
    let points = 0;
    let whole = true;
    let isHidden = false;
    const lacking: string[] = [];
    for (const tier of TIERS) {
      const seen = tier.rules
        .map(rule => ({ ...rule, answer: rule.holds(branch) }))
        .filter(({ answer, admin }) => answer !== undefined || !admin);
      // What comes after a tier that does not hold gives no points.
      isHidden ||= whole && seen.some(({ answer }) => answer === undefined);
      const held = seen.filter(({ answer }) => answer).length;
      if (whole) points += ((tier.points - points) * held) / seen.length;
      whole &&= held === seen.length;
      lacking.push(
        ...seen
          .filter(({ answer }) => answer === false)
          .map(({ lacks }) => lacks),
      );
    }
    if (isHidden) return hidden;
    return {
      score: Math.floor(points),
      reason:
        lacking.length === 0
          ? `${defaultBranch} is protected in all respects`
          : `${defaultBranch} is protected, not in all respects`,
      evidence: lacking.map(fact),
    };
  },
});

function fact(text: string): Evidence {
  return { kind: 'fact', text };
}
