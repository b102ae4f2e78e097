/**
 * What a forge says of the repository that a service's source lies in. What is
 * absent could not be seen with the token there is: it is not known, and neither
 * on nor off.
 *
 * @public
 */
export interface RepositoryFacts {
  /** What people call the forge: `GitHub`. */
  forge: string;
  /** The web address of the repository. */
  address: string;
  /** When the forge was asked. */
  asOf: string;
  /** Nobody changes it any more. */
  archived: boolean;
  defaultBranch: string;
  /** Rules about the default branch. */
  branch?: BranchRules;
  /** Whether whoever belongs to its organization has to sign in with two factors. */
  twoFactorRequired?: boolean;
  codeScanning?: CodeScanningFacts;
  /** Whether the forge looks for secrets in it. */
  secretScanning?: boolean;
  /** The last changes that were merged, thirty at most, those of bots left out. */
  changes?: ReviewFacts;
  /** The last commits of the default branch, thirty at most. */
  commits?: {
    looked: number;
    /** With a signature that the forge verified. */ signed: number;
  };
}

/** What holds for a branch, by whichever rules. @public */
export interface BranchRules {
  protected: boolean;
  /** Whether what is there may be overwritten. */
  forcePushes?: boolean;
  /** Whether it may be deleted. */
  deletions?: boolean;
  /** Whether changes come by pull requests only. */
  pullRequests?: boolean;
  /** Approvals that a pull request needs. */
  approvals?: number;
  /** It may need more: not all rules are shown. */
  moreApprovals?: boolean;
  /** Whether owners of the code have to be among those who approve. */
  codeOwners?: boolean;
  /** Whether new commits take approvals back. */
  dismissesStale?: boolean;
  /** Whether the last push has to be approved by somebody else. */
  lastPush?: boolean;
  /** Whether at least one check has to pass. */
  statusChecks?: boolean;
  /** Whether it has to be up to date with the branch. */
  upToDate?: boolean;
  signedCommits?: boolean;
  /** Whether administrators are held to it as well. */
  coversAdmins?: boolean;
}

/** @public */
export interface CodeScanningFacts {
  on: boolean;
  /** When its last result came. */
  lastAt?: string;
  /** The tools that report: `CodeQL`. */
  tools: readonly string[];
}

/** How many changes somebody else than their author approved. @public */
export interface ReviewFacts {
  looked: number;
  reviewed: number;
  /** The first that nobody approved, the newest first: their pages. */
  unreviewed: readonly string[];
}
