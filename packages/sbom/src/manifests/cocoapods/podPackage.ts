import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** Names of the repository that all pods come from which name none. */
const TRUNK =
  /^(?:trunk|master)$|\/CocoaPods\/Specs(?:\.git)?$|^https:\/\/cdn\.cocoapods\./i;

function optionsOf(section: unknown, pod: string): Fields {
  const options =
    isFields(section) && Object.hasOwn(section, pod) ? section[pod] : undefined;
  return isFields(options) ? options : {};
}

/** The repository of specs of each pod, where it is none that all use. */
export function specRepositories(section: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const [repository, pods] of entriesOf(section)) {
    const address = withoutCredentials(repository) ?? repository;
    for (const pod of TRUNK.test(repository) ? [] : listOf(pods)) {
      found.set(textOf(pod) ?? '', address);
    }
  }
  return found;
}

/**
 * A pod, where it comes from, and the checksum of its specification. OSV has no ecosystem of pods.
 *
 * @param lock - the sections of the lock file
 * @param repositories - see {@link specRepositories}
 */
export function podPackage(
  pod: string,
  version: string,
  lock: Fields,
  repositories: ReadonlyMap<string, string>,
): PackageFacts {
  const source = optionsOf(lock['EXTERNAL SOURCES'], pod);
  const checkout = optionsOf(lock['CHECKOUT OPTIONS'], pod);
  const checksums = lock['SPEC CHECKSUMS'];
  const integrity =
    isFields(checksums) && Object.hasOwn(checksums, pod)
      ? textOf(checksums[pod])
      : undefined;
  const facts = {
    name: pod,
    version,
    packageName: pod,
    ...(integrity && { integrity }),
  };
  const purl = (qualifiers?: Record<string, string | undefined>) =>
    formatPurl({ type: 'cocoapods', name: pod, version, qualifiers });

  const git = textOf(checkout[':git']) ?? textOf(source[':git']);
  if (git) {
    const location = parseGitLocation(
      git,
      textOf(checkout[':commit']) ?? textOf(source[':commit']) ?? '',
    );
    const vcsUrl = location && formatGitLocation(location);
    return {
      ...facts,
      purl: purl({ vcs_url: vcsUrl }),
      origin: 'git',
      // Of what is fetched by a branch only the specification is fixed.
      hashed: false,
      ...(vcsUrl && { vcsUrl }),
    };
  }
  const path = textOf(source[':path']);
  if (path) {
    return {
      ...facts,
      purl: purl({ download_url: `file:${path}` }),
      origin: 'file',
    };
  }
  const url =
    textOf(checkout[':http']) ??
    textOf(source[':http']) ??
    textOf(source[':podspec']);
  if (url) {
    const address = withoutCredentials(url);
    return {
      ...facts,
      purl: purl({ download_url: address ?? `file:${url}` }),
      origin: address ? 'url' : 'file',
    };
  }
  return {
    ...facts,
    purl: purl({ repository_url: repositories.get(pod) }),
    origin: 'registry',
  };
}
