import {
  type CodeScanningFacts,
  type RemoteRefusedError,
  type RepositoryReader,
  type RepositoryState,
  type ReviewFacts,
  understood,
} from '@safety-curtain/plugin-supply-chain-node';
import { GithubApi, type GithubApiOptions, NAME } from '../api/GithubApi';
import { branchRules, type Shown } from './branchRules';

type Json = any;

/** Commits and merged changes that are looked at, as OpenSSF Scorecard does. */
const LOOKED = 30;
/** Who approved, of one change. */
const APPROVALS = 20;

const MERGED = `query($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: MERGED, baseRefName: $branch, first: ${LOOKED}, orderBy: {field: UPDATED_AT, direction: DESC}) {
      nodes {
        url
        author { __typename login }
        reviews(states: APPROVED, first: ${APPROVALS}) { nodes { author { login } } }
      }
    }
  }
}`;

/** Reads how a repository on GitHub is set up. */
export class GithubRepository implements RepositoryReader {
  readonly address: string;
  readonly #api: GithubApi;

  constructor(options: GithubApiOptions) {
    this.address = options.repository;
    this.#api = new GithubApi(options);
  }

  async read(signal: AbortSignal): Promise<RepositoryState> {
    const body = await this.#api.ofRepository({ path: '', signal });
    const { archived, branch, admin, organization, secrets } = understood<Json>(
      NAME,
      () => ({
        archived: flag(body.archived),
        branch: text(body.default_branch),
        admin: body.permissions?.admin === true,
        organization:
          body.owner.type === 'Organization'
            ? text(body.owner.login)
            : undefined,
        secrets: body.security_and_analysis?.secret_scanning?.status,
      }),
    );
    return {
      archived,
      defaultBranch: branch,
      branch: branchRules({
        branch: await this.#shown(`/branches/${encoded(branch)}`, signal),
        protection: await this.#protection(branch, admin, signal),
        rules: await this.#rules(branch, signal),
      }),
      twoFactorRequired: organization
        ? await this.#twoFactor(organization, signal)
        : undefined,
      codeScanning: await this.#codeScanning(branch, signal),
      secretScanning: secrets === undefined ? undefined : secrets === 'enabled',
      changes: await this.#changes(branch, signal),
      commits: await this.#commits(branch, signal),
    };
  }

  /** `none`: there is no such protection. Undefined: it is not shown. */
  async #protection(
    branch: string,
    admin: boolean,
    signal: AbortSignal,
  ): Promise<Shown | 'none'> {
    const path = `/branches/${encoded(branch)}/protection`;
    try {
      return await this.#api.ofRepository({ path, signal });
    } catch (error) {
      const { status, message } = refused(error);
      const isNone =
        status === 404 && (admin || message.includes('Branch not protected'));
      return isNone ? 'none' : undefined;
    }
  }

  /** None where GitHub Enterprise Server is too old to have rulesets. */
  async #rules(branch: string, signal: AbortSignal): Promise<Shown> {
    const path = `/rules/branches/${encoded(branch)}?per_page=100`;
    try {
      return await this.#api.ofRepository({ path, signal });
    } catch (error) {
      return refused(error).status === 404 ? [] : undefined;
    }
  }

  /** Undefined where the token may not see it, or there is nothing. */
  async #shown(path: string, signal: AbortSignal): Promise<Shown> {
    try {
      return await this.#api.ofRepository({ path, signal });
    } catch (error) {
      refused(error);
      return undefined;
    }
  }

  /** Only owners of an organization are told. */
  async #twoFactor(
    organization: string,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    try {
      const path = `/orgs/${encodeURIComponent(organization)}`;
      const body = await this.#api.get(path, signal);
      const required = body?.two_factor_requirement_enabled;
      return typeof required === 'boolean' ? required : undefined;
    } catch (error) {
      refused(error);
      return undefined;
    }
  }

  async #codeScanning(
    branch: string,
    signal: AbortSignal,
  ): Promise<CodeScanningFacts | undefined> {
    const ref = encodeURIComponent(`refs/heads/${branch}`);
    const path = `/code-scanning/analyses?ref=${ref}&per_page=${LOOKED}`;
    try {
      const body = await this.#api.ofRepository({ path, signal });
      return understood(NAME, () => scanningOf(body));
    } catch (error) {
      const { status, message } = refused(error);
      const isOff =
        (status === 404 && /no analysis/i.test(message)) ||
        (status === 403 && /must be enabled|not enabled/i.test(message));
      return isOff ? { on: false, tools: [] } : undefined;
    }
  }

  async #changes(
    branch: string,
    signal: AbortSignal,
  ): Promise<ReviewFacts | undefined> {
    const [owner, name] = new URL(this.address).pathname
      .split('/')
      .filter(Boolean);
    try {
      const data = await this.#api.query(
        MERGED,
        { owner, name, branch },
        signal,
      );
      const nodes: Json[] | undefined = data.repository?.pullRequests?.nodes;
      return nodes && understood(NAME, () => reviewsOf(nodes));
    } catch (error) {
      refused(error);
      return undefined;
    }
  }

  async #commits(branch: string, signal: AbortSignal) {
    const path = `/commits?sha=${encodeURIComponent(
      branch,
    )}&per_page=${LOOKED}`;
    try {
      const body = await this.#api.ofRepository({ path, signal });
      return understood(NAME, () => {
        const verified = (body as Json[]).filter(
          one => one.commit.verification?.verified === true,
        );
        return { looked: body.length, signed: verified.length };
      });
    } catch (error) {
      // A repository without commits.
      return refused(error).status === 409
        ? { looked: 0, signed: 0 }
        : undefined;
    }
  }
}

function scanningOf(analyses: Json[]): CodeScanningFacts {
  const last = analyses
    .map(one => text(one.created_at))
    .sort()
    .at(-1);
  const tools = new Set(analyses.map(one => text(one.tool.name).slice(0, 100)));
  return {
    on: analyses.length > 0,
    ...(last !== undefined && { lastAt: last }),
    tools: [...tools].sort(),
  };
}

/** Changes of bots are left out, as nobody wrote them. */
function reviewsOf(nodes: Json[]): ReviewFacts {
  const written = nodes.filter(({ author }) => author?.__typename !== 'Bot');
  const unreviewed = written.filter(
    ({ author, reviews }) =>
      !reviews.nodes.some(
        (review: Json) =>
          review.author && review.author.login !== author?.login,
      ),
  );
  return {
    looked: written.length,
    reviewed: written.length - unreviewed.length,
    unreviewed: unreviewed.map(({ url }) => text(url)),
  };
}

/** The error of somebody who may not; any other is thrown again. */
function refused(error: unknown): RemoteRefusedError {
  if ((error as Error).name !== 'RemoteRefusedError') throw error;
  return error as RemoteRefusedError;
}

function encoded(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('It is no text');
  return value;
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('It is no yes or no');
  return value;
}
