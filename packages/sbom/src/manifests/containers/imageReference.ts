import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import type { Scope } from '../../model';
import { formatPurl } from '../../purl';

/** An image as a file names it. @public */
export interface ImageReference {
  /** Host of the registry; absent for Docker Hub, which is meant where none is named. */
  registry?: string;
  /** `node`, `bitnami/redis`: without the `library/` that Docker Hub puts before its own. */
  repository: string;
  tag?: string;
  /** `sha256:…`, lower case. */
  digest?: string;
}

/** Longer ones are no references (distribution reference: 255 for the name, 128 for the tag). */
const MAX_LENGTH = 600;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,128}$/;
const REPOSITORY =
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const HUB = /^(?:index\.|registry-1\.)?docker\.io$/;

/**
 * Reads `[host/]path[:tag][@digest]` (distribution, "reference grammar"). Undefined for what is no
 * reference, such as one with a variable in it.
 *
 * @public
 */
export function parseImage(text: string): ImageReference | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const [named, written] = text.split('@', 2);
  const digest = written?.toLowerCase();
  if (digest !== undefined && !DIGEST.test(digest)) {
    return undefined;
  }
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    return undefined;
  }
  const { registry, repository } = placeOf(path);
  return REPOSITORY.test(repository)
    ? {
        ...(registry && { registry }),
        repository,
        ...(tag && { tag }),
        ...(digest && { digest }),
      }
    : undefined;
}

/** A first part with a dot or a port, or `localhost`, is a host. */
function placeOf(path: string): { registry?: string; repository: string } {
  const slash = path.indexOf('/');
  const host = path.slice(0, Math.max(slash, 0)).toLowerCase();
  if (slash < 0 || !/[.:]|^localhost$/.test(host)) {
    return { repository: withoutLibrary(path) };
  }
  const repository = path.slice(slash + 1);
  return HUB.test(host)
    ? { repository: withoutLibrary(repository) }
    : { registry: host, repository };
}

function withoutLibrary(repository: string): string {
  return repository.replace(/^library\/(?=[^/]+$)/, '');
}

/**
 * An image as a component. Its purl has the digest for its version, as the purl type definition of
 * `docker` prefers, and the tag beside it; people read the tag.
 */
export function imageFacts(image: ImageReference, scope: Scope): PackageFacts {
  const { registry, repository, digest } = image;
  // What the tools take where neither is named.
  const tag = image.tag ?? (digest ? undefined : 'latest');
  const slash = repository.lastIndexOf('/');
  const name = registry ? `${registry}/${repository}` : repository;
  const hash =
    digest?.startsWith('sha256:') && hexHash('sha256', digest.slice(7));
  return {
    purl: formatPurl({
      type: 'docker',
      namespace: slash < 0 ? undefined : repository.slice(0, slash),
      name: repository.slice(slash + 1),
      version: digest ?? tag,
      qualifiers: { repository_url: registry, tag: digest && tag },
    }),
    name,
    version: tag ?? digest ?? '',
    packageName: name,
    origin: 'registry',
    scope,
    ...(hash && { hashes: [hash] }),
  };
}
