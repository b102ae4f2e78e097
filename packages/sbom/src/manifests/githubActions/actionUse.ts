import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** An action or a workflow of another repository, at a tag, a branch or a commit. */
export interface ActionUse {
  owner: string;
  repository: string;
  /** A folder of the repository, or the file of a workflow. */
  path?: string;
  ref: string;
  /** The version that a comment beside a commit gives. */
  stated?: string;
}

/** How it is known which version of an action is used. */
export type KnownBy = 'tag' | 'comment' | 'nothing';

const MAX_LENGTH = 500;
const USE =
  /^([\w.-]{1,100})\/([\w.-]{1,100})((?:\/[^/@\s]{1,200}){0,20})@(\S{1,250})$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** `v4.1.1`, `tag=v4.1.1`, `ratchet:actions/checkout@v4.1`: a number alone is a tag that moves. */
const STATED =
  /(?:^|[\s=@:(])(v?\d{1,9}\.\d{1,9}(?:\.\d{1,9})?(?:[-+][\w.+-]{1,60})?)(?=$|[\s,;)])/;
const VERSION = /^v?\d{1,9}(?:\.\d{1,9}){0,3}(?:[-+][\w.+-]{1,60})?$/i;

/**
 * Reads what `uses` names; undefined where it is no action of another repository.
 *
 * @param comment - what follows it in its line
 */
export function parseUse(text: string, comment = ''): ActionUse | undefined {
  const found = text.length <= MAX_LENGTH ? USE.exec(text) : undefined;
  if (!found) {
    return undefined;
  }
  const [, owner, repository, path, ref] = found;
  const stated = COMMIT.test(ref) ? STATED.exec(comment)?.[1] : undefined;
  return {
    owner,
    repository,
    ...(path && { path: path.slice(1) }),
    ref,
    ...(stated && { stated }),
  };
}

export function knownBy({ ref, stated }: ActionUse): KnownBy {
  if (stated) {
    return 'comment';
  }
  return VERSION.test(ref) ? 'tag' : 'nothing';
}

/**
 * An action as a component. Owners and repositories have no case on GitHub. A commit with a version
 * beside it has that version, and the commit in the qualifier `vcs_url`.
 */
export function actionFacts(use: ActionUse): PackageFacts {
  const { owner, repository, path, ref, stated } = use;
  const named = `${owner}/${repository}`;
  const vcsUrl = COMMIT.test(ref)
    ? `git+https://github.com/${named.toLowerCase()}@${ref.toLowerCase()}`
    : undefined;
  const version = stated ?? (vcsUrl ? ref.toLowerCase() : ref);
  return {
    purl: formatPurl({
      type: 'githubactions',
      namespace: owner.toLowerCase(),
      name: repository.toLowerCase(),
      version,
      subpath: path,
      qualifiers: stated ? { vcs_url: vcsUrl } : undefined,
    }),
    name: path ? `${named}/${path}` : named,
    version,
    packageName: named.toLowerCase(),
    ecosystem: 'GitHub Actions',
    origin: 'git',
    scope: 'development',
    ...(vcsUrl && { vcsUrl }),
  };
}
