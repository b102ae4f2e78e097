import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import {
  compareVersions,
  normalizePackageName,
} from '@safety-curtain/advisories';
import { isPreRelease } from '@safety-curtain/advisories';
import {
  distinct,
  entriesOf,
  expectSame,
  fieldOf,
  listOf,
  textOf,
  timeOf,
  webAddressOf,
} from './untrusted';
import { WebRegistry, WebRegistryOptions } from './WebRegistry';

const TITLE = 'PyPI';

/**
 * PyPI's JSON interface (its documentation, "JSON API"): `{name}/json` says when each
 * version was released and what the newest one is licensed under;
 * `{name}/{version}/json` says the latter of any other version.
 */
export class PypiSource extends WebRegistry {
  constructor(options: WebRegistryOptions) {
    super('pypi', TITLE, ['PyPI'], options);
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const document = await this.json([name, 'json'], signal);
    if (document === undefined) return undefined;
    const newest = fieldOf(document, 'info');
    expectSame(TITLE, name, name, fieldOf(newest, 'name'), sameName);
    const releases = fieldOf(document, 'releases');
    const found = new Map<string, PackageVersionFacts>();
    for (const version of versions) {
      const told = textOf(fieldOf(newest, 'version'));
      const isNewest = told !== undefined && sameVersion(told, version);
      const one = isNewest
        ? document
        : await this.json([name, version, 'json'], signal);
      if (one === undefined) continue;
      const info = fieldOf(one, 'info');
      const what = `${name} ${version}`;
      expectSame(TITLE, what, name, fieldOf(info, 'name'), sameName);
      expectSame(TITLE, what, version, fieldOf(info, 'version'), sameVersion);
      const files = fieldOf(one, 'urls') ?? fieldOf(releases, version);
      found.set(version, { ...infoOf(info), ...filesOf(listOf(files)) });
    }
    return {
      versions: found,
      releases: releasesOf(releases),
      firstPublishedAt: firstUpload(
        entriesOf(releases).flatMap(([, list]) => listOf(list)),
      ),
      isPublic: this.host === 'pypi.org',
    };
  }
}

function sameName(a: string, b: string): boolean {
  return normalizePackageName('PyPI', a) === normalizePackageName('PyPI', b);
}

/** PEP 440 has several spellings of one version. */
function sameVersion(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return compareVersions('PyPI', a, b) === 0;
  } catch {
    return false;
  }
}

/**
 * An expression is the last word (PEP 639). Before it there were a free text,
 * which may be a whole license, and classifiers, of which several leave open
 * whether all apply or one may be chosen.
 */
function infoOf(info: unknown): Omit<PackageVersionFacts, 'publishedAt'> {
  const expression = textOf(fieldOf(info, 'license_expression'));
  const text = textOf(fieldOf(info, 'license'));
  const classifiers = distinct(
    listOf(fieldOf(info, 'classifiers')).map(each => textOf(each, 200)),
  ).filter(each => /^License ::/.test(each) && !/:: OSI Approved$/.test(each));
  return {
    licenses: expression
      ? [expression]
      : distinct([
          // What setuptools wrote where nothing was said.
          text === 'UNKNOWN' ? undefined : text,
          classifiers.join(', ') || undefined,
        ]),
    homepage:
      webAddressOf(fieldOf(info, 'home_page')) ??
      webAddressOf(fieldOf(fieldOf(info, 'project_urls'), 'Homepage')),
  };
}

/** A version is as old as its first file, and yanked with its last (PEP 592). */
function filesOf(
  files: readonly unknown[],
): Pick<PackageVersionFacts, 'publishedAt' | 'deprecated' | 'release'> {
  const reason = files
    .map(file => textOf(fieldOf(file, 'yanked_reason')))
    .find(Boolean);
  return {
    publishedAt: firstUpload(files),
    deprecated: isYanked(files)
      ? `Yanked${reason ? `: ${reason}` : ''}`
      : undefined,
    release: { yanked: isYanked(files) },
  };
}

function isYanked(files: readonly unknown[]): boolean {
  return (
    files.length > 0 && files.every(file => fieldOf(file, 'yanked') === true)
  );
}

function firstUpload(files: readonly unknown[]): Date | undefined {
  return files
    .flatMap(file => timeOf(fieldOf(file, 'upload_time_iso_8601')) ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
}

function releasesOf(releases: unknown) {
  return entriesOf(releases).flatMap(([version, files]) => {
    const list = listOf(files);
    return list.length === 0 || isYanked(list) || isPreRelease('PyPI', version)
      ? []
      : [{ version, publishedAt: firstUpload(list) }];
  });
}
