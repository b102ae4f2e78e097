import {
  type BranchRules,
  type RemoteRefusedError,
  type RepositoryReader,
  type RepositoryState,
  type ReviewFacts,
  understood,
} from '@safety-curtain/plugin-supply-chain-node';
import { GitlabApi, type GitlabApiOptions, NAME } from '../api/GitlabApi';

type Json = any;

/** Commits and merged changes that are looked at: each is a request. */
const LOOKED = 10;
const PAGE = 100;

/** Reads how a project on GitLab is set up. */
export class GitlabRepository implements RepositoryReader {
  readonly address: string;
  readonly #api: GitlabApi;

  constructor(options: GitlabApiOptions) {
    this.address = options.repository;
    this.#api = new GitlabApi(options);
  }

  async read(signal: AbortSignal): Promise<RepositoryState> {
    const project = await this.#api.ofProject({ path: '', signal });
    const { archived, branch, group } = understood<Json>(NAME, () => ({
      archived: flag(project.archived),
      // A project without commits has none.
      branch: text(project.default_branch ?? ''),
      group:
        project.namespace.kind === 'group'
          ? text(project.namespace.full_path).split('/')[0]
          : undefined,
    }));
    return {
      archived,
      defaultBranch: branch,
      branch: await this.#branch(project, branch, signal),
      twoFactorRequired: group
        ? await this.#twoFactor(group, signal)
        : undefined,
      changes: await this.#changes(branch, signal),
      commits: await this.#commits(branch, signal),
    };
  }

  async #branch(
    project: Json,
    branch: string,
    signal: AbortSignal,
  ): Promise<BranchRules | undefined> {
    const all = await this.#shown(
      `/protected_branches?per_page=${PAGE}`,
      signal,
    );
    if (!Array.isArray(all)) return undefined;
    const rules = all.filter(({ name }) => covers(String(name), branch));
    if (rules.length === 0) return { protected: false };
    const pushes = await this.#shown('/push_rule', signal);
    return {
      protected: true,
      // Of several rules the most permissive counts.
      forcePushes: rules.some(rule => rule.allow_force_push === true),
      deletions: false,
      pullRequests: rules.every(rule => nobodyPushes(rule)),
      statusChecks: project.only_allow_merge_if_pipeline_succeeds === true,
      upToDate: ['ff', 'rebase_merge'].includes(project.merge_method),
      signedCommits:
        pushes === undefined
          ? undefined
          : pushes?.reject_unsigned_commits === true,
      ...(await this.#approvals(project, branch, rules, signal)),
    };
  }

  /** Approvals are required from GitLab Premium on. */
  async #approvals(
    project: Json,
    branch: string,
    rules: Json[],
    signal: AbortSignal,
  ): Promise<Partial<BranchRules>> {
    if (project.approvals_before_merge === undefined) {
      return {
        approvals: 0,
        codeOwners: false,
        dismissesStale: false,
        lastPush: false,
      };
    }
    const list = await this.#shown(`/approval_rules?per_page=${PAGE}`, signal);
    const settings = await this.#shown('/approvals', signal);
    return {
      approvals: Array.isArray(list)
        ? Math.max(
            0,
            ...list
              .filter(rule => isAboutBranch(rule, branch))
              .map(rule => Number(rule.approvals_required) || 0),
          )
        : undefined,
      codeOwners: rules.some(
        rule => rule.code_owner_approval_required === true,
      ),
      dismissesStale: settings && settings.reset_approvals_on_push === true,
      lastPush:
        settings &&
        settings.merge_requests_disable_committers_approval === true,
    };
  }

  /** Only owners of a group are told. */
  async #twoFactor(group: string, signal: AbortSignal) {
    try {
      const path = `/groups/${encodeURIComponent(group)}`;
      const body = await this.#api.get(`${path}?with_projects=false`, signal);
      const required = body?.require_two_factor_authentication;
      return typeof required === 'boolean' ? required : undefined;
    } catch (error) {
      refused(error);
      return undefined;
    }
  }

  async #changes(
    branch: string,
    signal: AbortSignal,
  ): Promise<ReviewFacts | undefined> {
    const query = `state=merged&target_branch=${encodeURIComponent(
      branch,
    )}&order_by=updated_at&per_page=${LOOKED}`;
    const merged = await this.#shown(`/merge_requests?${query}`, signal);
    if (!Array.isArray(merged)) return undefined;
    const written = merged.filter(({ author }) => !isBot(author?.username));
    const unreviewed: string[] = [];
    for (const { iid, author, web_url: address } of written) {
      const path = `/merge_requests/${Number(iid)}/approvals`;
      const approvals = await this.#shown(path, signal);
      if (approvals === undefined) return undefined;
      const isReviewed = understood<boolean>(NAME, () =>
        approvals.approved_by.some(
          ({ user }: Json) => user.username !== author?.username,
        ),
      );
      if (!isReviewed) unreviewed.push(understood(NAME, () => text(address)));
    }
    return {
      looked: written.length,
      reviewed: written.length - unreviewed.length,
      unreviewed,
    };
  }

  async #commits(branch: string, signal: AbortSignal) {
    const ref = encodeURIComponent(branch);
    const list = await this.#shown(
      `/repository/commits?ref_name=${ref}&per_page=${LOOKED}`,
      signal,
    );
    if (!Array.isArray(list)) return undefined;
    let signed = 0;
    for (const { id } of list) {
      const sha = understood(NAME, () => text(id));
      const status = await this.#signature(sha, signal);
      if (status === undefined) return undefined;
      // By whom it was made, or by GitLab where it was made on its pages.
      if (status.startsWith('verified')) signed += 1;
    }
    return { looked: list.length, signed };
  }

  /** `none` where a commit has none; undefined where it is not shown. */
  async #signature(
    sha: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const path = `/repository/commits/${encodeURIComponent(sha)}/signature`;
    try {
      const body = await this.#api.ofProject({ path, signal });
      return understood(NAME, () => text(body.verification_status));
    } catch (error) {
      return refused(error).status === 404 ? 'none' : undefined;
    }
  }

  /** Undefined where the token may not see it, or there is nothing. */
  async #shown(path: string, signal: AbortSignal): Promise<Json | undefined> {
    try {
      return await this.#api.ofProject({ path, signal });
    } catch (error) {
      refused(error);
      return undefined;
    }
  }
}

/** Rules about reports ask only where something got worse. */
function isAboutBranch(rule: Json, branch: string): boolean {
  if (!['regular', 'any_approver', undefined].includes(rule?.rule_type)) {
    return false;
  }
  const branches = rule?.protected_branches;
  return (
    !Array.isArray(branches) ||
    branches.length === 0 ||
    rule.applies_to_all_protected_branches === true ||
    branches.some(({ name }) => covers(String(name), branch))
  );
}

/** Level 0 is nobody; whoever is named beside may push. */
function nobodyPushes({ push_access_levels: levels }: Json): boolean {
  return (
    Array.isArray(levels) &&
    levels.every(
      ({ access_level: level, user_id: user, group_id: group }) =>
        level === 0 && !user && !group,
    )
  );
}

/** `*` stands for any text: parts are looked for one after the other, never back. */
function covers(pattern: string, branch: string): boolean {
  const [head, ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === branch;
  const tail = rest.pop()!;
  if (!branch.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = branch.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return branch.length - tail.length >= at && branch.endsWith(tail);
}

/** Of a token, by GitLab's names; and of update tools that are users. */
function isBot(username: unknown): boolean {
  return (
    typeof username === 'string' &&
    /^(?:project|group)_\d+_bot|\[bot\]$|^(?:renovate|dependabot)[-_]?bot$/i.test(
      username,
    )
  );
}

/** The error of somebody who may not; any other is thrown again. */
function refused(error: unknown): RemoteRefusedError {
  if ((error as Error).name !== 'RemoteRefusedError') throw error;
  return error as RemoteRefusedError;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('It is no text');
  return value;
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('It is no yes or no');
  return value;
}
