import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RepositoryFacts } from './facts';

/**
 * A pull or merge request as its forge tells of it. Texts in it may be
 * anybody's.
 *
 * @public
 */
export interface PullRequest {
  /** The web address of the repository that it wants to change, without a slash at its end. */
  repository: string;
  number: number;
  state: 'open' | 'closed';
  /** What it brings. `repository` is another one where it comes from a fork. */
  head: { revision: string; branch: string; repository: string };
  /**
   * Where it is to go; `revision` is the tip of the branch, not what both have
   * in common. Absent where the forge does not tell.
   */
  base: { revision?: string; branch: string };
  title: string;
  /** Its page. */
  url: string;
  /** When it changed last, as an ISO 8601 time: of two events, the later one counts. */
  updatedAt?: string;
}

/** Which pull request is meant. @public */
export type PullRequestRef = Pick<PullRequest, 'repository' | 'number'>;

/** What is said of one commit, in the list of its checks. @public */
export interface CommitStatus {
  revision: string;
  /** `error`: nothing can be said. */
  state: 'success' | 'failure' | 'error';
  /** Tells it from those of others: a later one of the same context takes its place. */
  context: string;
  /** Plain text. */
  description: string;
  /** Where people see more. */
  url?: string;
}

/** A comment that is kept up to date. @public */
export interface PullRequestComment {
  /** What its text begins with. Others may write the same: only comments of one's own count. */
  marker: string;
  /** Markdown, with the marker at its beginning. */
  body: string;
  /** What {@link ForgeReporter.comment} gave the last time. */
  known?: string;
}

/**
 * Reads pull requests of one repository and reports on them. Its methods throw
 * `RemoteUnavailableError` where the forge may do it later, and
 * `RemoteRefusedError` where it says no. Doing the same again does it no second
 * time: an answer may be lost.
 *
 * @public
 */
export interface ForgeReporter {
  /** It as it is now: events come late, or not at all. */
  read(pull: PullRequestRef, signal: AbortSignal): Promise<PullRequest>;
  /** The commit that head and base have in common; undefined where there is none. */
  mergeBase(
    pull: PullRequest,
    signal: AbortSignal,
  ): Promise<string | undefined>;
  setStatus(
    pull: PullRequestRef,
    status: CommitStatus,
    signal: AbortSignal,
  ): Promise<void>;
  /** Makes the comment, or brings it up to date; gives what it is found by. */
  comment(
    pull: PullRequestRef,
    comment: PullRequestComment,
    signal: AbortSignal,
  ): Promise<string>;
}

/** What a forge says of a repository at the moment it is asked. @public */
export type RepositoryState = Omit<
  RepositoryFacts,
  'forge' | 'address' | 'asOf'
>;

/**
 * Reads how a repository is set up. `read` throws `RemoteUnavailableError` where
 * the forge may tell it later, and `RemoteRefusedError` where it says no. What
 * the token may not see is left out.
 *
 * @public
 */
export interface RepositoryReader {
  /** The web address of the repository, the same for every folder in it. */
  readonly address: string;
  read(signal: AbortSignal): Promise<RepositoryState>;
}

/**
 * A system that keeps repositories and takes pull requests.
 *
 * @public
 */
export interface Forge {
  /** Stays the same: the database notes it. At most 40 characters. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** The topics of the events that it understands. */
  readonly topics: readonly string[];
  /** Characters of a comment that it takes. */
  readonly longestComment?: number;
  /** The pull request of an event's payload, which may be anything; undefined where it has none. */
  pullRequestOf(event: {
    topic: string;
    payload: unknown;
  }): PullRequest | undefined;
  /**
   * The address of a folder as it is at a revision of a pull request; `address`
   * is that of the same folder at some branch. Undefined where it cannot be told.
   */
  addressAt(
    pull: PullRequest,
    revision: string,
    address: string,
  ): string | undefined;
  /** Undefined where it may not: there is no token for the repository. */
  reporter?(repository: string): ForgeReporter | undefined;
  /**
   * Of the repository that an address lies in: `https://github.com/o/r/tree/main/shop`.
   * Undefined where it is of another forge, or there is no token for it.
   */
  repository?(address: string): RepositoryReader | undefined;
}

/** @public */
export interface SupplyChainForgesExtensionPoint {
  /** Of two of one id, the one that is added last counts. */
  addForge(...forges: Forge[]): void;
}

/** Adds forges whose pull requests are judged. @public */
export const supplyChainForgesExtensionPoint =
  createExtensionPoint<SupplyChainForgesExtensionPoint>({
    id: 'supply-chain.forges',
  });
