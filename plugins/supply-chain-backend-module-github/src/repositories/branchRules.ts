import type { BranchRules } from '@safety-curtain/plugin-supply-chain-node';

type Json = any;

/** An answer of GitHub; undefined where the token is not shown it. */
export type Shown = Json | undefined;

/**
 * What holds for a branch. Two kinds of rules may ask for the same: protection
 * of the branch, which only administrators see, and rulesets, which everybody
 * sees. What one of them asks for holds; that none does is known where both are
 * shown.
 *
 * @param shown - the branch, its protection (`none` where there is none), and
 *   the rules of rulesets that apply to it
 */
export function branchRules({
  branch,
  protection,
  rules,
}: {
  branch: Shown;
  protection: Shown | 'none';
  rules: Shown;
}): BranchRules | undefined {
  // Whoever sees that it is not protected knows that there is no protection.
  const classic =
    protection === undefined && branch?.protected === false
      ? 'none'
      : protection;
  const list: Json[] | undefined = Array.isArray(rules) ? rules : undefined;
  if (classic === 'none' && list?.length === 0) return { protected: false };
  const isProtected =
    (list?.length ?? 0) > 0 ||
    branch?.protected === true ||
    (classic !== undefined && classic !== 'none');
  if (!isProtected) return undefined;

  // Each ruleset has rules of its own.
  const of = (type: string): Json[] =>
    list?.filter(one => one?.type === type) ?? [];
  const asks = (type: string, name: string) =>
    of(type).some(({ parameters }) => parameters?.[name] === true);
  const reviews = classic?.required_pull_request_reviews;
  const checks = classic?.required_status_checks;
  const known = classic !== undefined && list !== undefined;
  /** One that asks is enough; that nobody asks is known where all is shown. */
  const asked = (...demands: unknown[]): boolean | undefined =>
    demands.some(demand => demand === true) || (known ? false : undefined);
  const approvals = Math.max(
    count(reviews?.required_approving_review_count),
    ...of('pull_request').map(({ parameters }) =>
      count(parameters?.required_approving_review_count),
    ),
  );
  return {
    protected: true,
    forcePushes: not(
      asked(
        classic !== 'none' && classic?.allow_force_pushes?.enabled === false,
        of('non_fast_forward').length > 0,
      ),
    ),
    deletions: not(
      asked(
        classic !== 'none' && classic?.allow_deletions?.enabled === false,
        of('deletion').length > 0,
      ),
    ),
    pullRequests: asked(reviews !== undefined, of('pull_request').length > 0),
    approvals: approvals > 0 || known ? approvals : undefined,
    ...(approvals > 0 && !known && { moreApprovals: true }),
    codeOwners: asked(
      reviews?.require_code_owner_reviews,
      asks('pull_request', 'require_code_owner_review'),
    ),
    dismissesStale: asked(
      reviews?.dismiss_stale_reviews,
      asks('pull_request', 'dismiss_stale_reviews_on_push'),
    ),
    lastPush: asked(
      reviews?.require_last_push_approval,
      asks('pull_request', 'require_last_push_approval'),
    ),
    statusChecks: asked(
      isAny(checks?.contexts) || isAny(checks?.checks),
      of('required_status_checks').some(({ parameters }) =>
        isAny(parameters?.required_status_checks),
      ),
    ),
    upToDate: asked(
      checks?.strict,
      asks('required_status_checks', 'strict_required_status_checks_policy'),
    ),
    signedCommits: asked(
      classic?.required_signatures?.enabled,
      of('required_signatures').length > 0,
    ),
    // Who may pass by a ruleset is not shown with its rules.
    coversAdmins:
      classic === undefined || classic === 'none'
        ? undefined
        : classic.enforce_admins?.enabled === true,
  };
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}

function isAny(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
