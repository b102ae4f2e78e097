import { type Fields, textOf } from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { formatPurl } from '../../purl';

/** An entry of a manifest: of a registry or with Julia itself, of a repository, of a folder. */
export function juliaPackage(
  name: string,
  uuid: string,
  version: string,
  fields: Fields,
): PackageFacts {
  const integrity = textOf(fields['git-tree-sha1']);
  const facts = { name, version, packageName: name };
  const purl = (qualifiers?: Record<string, string | undefined>) =>
    formatPurl({
      type: 'julia',
      name,
      version,
      qualifiers: { uuid, ...qualifiers },
    });
  const folder = textOf(fields.path);
  if (folder) {
    return {
      ...facts,
      purl: purl({ download_url: `file:${folder}` }),
      origin: 'file',
    };
  }
  const repository = textOf(fields['repo-url']);
  if (repository) {
    const location = parseGitLocation(
      repository,
      textOf(fields['repo-rev']) ?? '',
    );
    const vcsUrl = location && formatGitLocation(location);
    return {
      ...facts,
      purl: purl({ vcs_url: vcsUrl }),
      origin: 'git',
      ...(vcsUrl && { vcsUrl }),
      // Of the tree, whatever branch it is from.
      ...(integrity && { integrity }),
    };
  }
  return {
    ...facts,
    purl: purl(),
    ecosystem: 'Julia',
    origin: 'registry',
    ...(integrity ? { integrity } : { unhashable: true }),
  };
}
