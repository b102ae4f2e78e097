import { parsePurl, type Purl } from '@safety-curtain/sbom';
import type { Usage } from '@safety-curtain/plugin-supply-chain-common';

/** Whether a use holds what it names, so that nobody can put something else in its place. */
export type Pinning = Pick<Usage, 'pinned' | 'pinnedTo'>;

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,128}$/;
/** What is named by tags and branches, which move. */
const MOVING = /^pkg:(?:githubactions|docker|oci)\//;
/** `git+https://github.com/owner/repository@<commit>` */
const COMMIT_OF_URL = /@([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Of actions and images, whose tags and branches move: whether the purl names a
 * commit or a digest, and which. Empty for packages, whose versions stay what
 * they are once they are published.
 */
export function pinningOf(purl: string): Pinning {
  if (!MOVING.test(purl)) return {};
  const pinnedTo = pinOf(parsePurl(purl));
  return pinnedTo ? { pinned: true, pinnedTo } : { pinned: false };
}

/** Beside its version: the commit, the digest and the tag that a purl names. */
export function otherVersionsOf(purl: string): string[] {
  if (!MOVING.test(purl)) return [];
  const parts = parsePurl(purl);
  const others = [parts.version, parts.qualifiers?.tag, pinOf(parts)];
  return others.filter(text => text !== undefined);
}

function pinOf({ type, version = '', qualifiers }: Purl): string | undefined {
  if (type === 'githubactions') {
    return COMMIT.test(version)
      ? version
      : COMMIT_OF_URL.exec(qualifiers?.vcs_url ?? '')?.[1];
  }
  return DIGEST.test(version) ? version : undefined;
}
