import { normalizePackageName } from '@safety-curtain/advisories';
import { fitsPath, fitsWildcards } from '@safety-curtain/input';
import { parsePurl, PurlError } from '@safety-curtain/sbom';
import type { IgnoredEntry, IgnoredPackages } from '../ignorefiles/ignored';
import type { Applicability, Occurrence } from './appliesTo';
import { purlTestOf } from './purlPattern';

/** A component with a vulnerability, as entries of ignore files are put to it. @public */
export interface IgnoredOccurrence extends Occurrence {
  /** Of OSV. */
  ecosystem: string;
  /** As the ecosystem calls the package. */
  packageName: string;
  version: string;
  /** Paths of the manifests that have it. */
  manifests: readonly string[];
}

/** An entry that can be put to many components. @public */
export type IgnoreTest = (occurrence: IgnoredOccurrence) => Applicability;

/**
 * Reads which packages an entry is about: any of those that it names. Where it names the way to a
 * package, and some ways are others, it is `information`; so it is where it names some of the
 * manifests that have it.
 *
 * @param folder - whose manifests it is about alone, named from there; all where empty
 * @returns what is wrong with it, where it cannot be matched
 *
 * @public
 */
export function readIgnoredPackages(
  packages: IgnoredEntry['packages'],
  folder = '',
): IgnoreTest | string {
  const tests: IgnoreTest[] = [];
  for (const one of packages) {
    const test = testOf(one);
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  const anyOf: IgnoreTest = occurrence => {
    const found = new Set(tests.map(test => test(occurrence)));
    if (found.has('applies')) return 'applies';
    return found.has('information') ? 'information' : 'no';
  };
  return folder === '' ? anyOf : below(folder, anyOf);
}

function below(folder: string, test: IgnoreTest): IgnoreTest {
  const start = `${folder}/`;
  return occurrence => {
    const inside = occurrence.manifests.filter(file => file.startsWith(start));
    if (inside.length === 0) return 'no';
    const manifests = inside.map(file => file.slice(start.length));
    const fits = test({ ...occurrence, manifests });
    // Where others have it as well, it is about some of them.
    return fits === 'applies' && inside.length < occurrence.manifests.length
      ? 'information'
      : fits;
  };
}

function testOf(named: IgnoredPackages): IgnoreTest | string {
  const { purl, ecosystem, name, version, through = [], paths = [] } = named;
  const unknown = paths.find(path => /[?[\]{}!\\]/.test(path));
  if (unknown !== undefined) {
    return `'${unknown}' is a pattern of paths with more than \`*\` and \`**\` in it, which is not matched here`;
  }
  const isAt = paths.map(pathTest);
  const isPurl =
    purl === undefined ? undefined : purlTestOf({ text: purl, purl });
  if (typeof isPurl === 'string') return isPurl;
  const isNamed = (on: IgnoredOccurrence) =>
    (!isPurl || isPurl(on.purl)) &&
    (ecosystem === undefined || ecosystem === on.ecosystem) &&
    (name === undefined || sameName(on.ecosystem, name, on.packageName)) &&
    (version === undefined || version === on.version);
  return occurrence => {
    if (!isNamed(occurrence)) return 'no';
    const parts = [
      ...through.map(step => waysThrough(step, occurrence)),
      ...(isAt.length > 0 ? [shareOf(occurrence.manifests, isAt)] : []),
    ];
    if (parts.includes('none')) return 'no';
    return parts.includes('some') ? 'information' : 'applies';
  };
}

type Share = 'every' | 'some' | 'none';

/** Ecosystems that spell names in several ways have none with a star. */
function sameName(ecosystem: string, pattern: string, name: string): boolean {
  const [first, second] = [pattern, name].map(one =>
    normalizePackageName(ecosystem, one),
  );
  return fitsWildcards(first, second);
}

/** A step of a way: `name`, or `name@version`. */
function waysThrough(step: string, { pathsThrough }: Occurrence): Share {
  const at = step.lastIndexOf('@');
  const [name, version] =
    at > 0 ? [step.slice(0, at), step.slice(at + 1)] : [step, undefined];
  return pathsThrough(text => {
    try {
      const purl = parsePurl(text);
      const separator = purl.type === 'maven' ? ':' : '/';
      const full = [purl.namespace, purl.name].filter(Boolean).join(separator);
      return (
        fitsWildcards(name, full) &&
        (version === undefined || version === '*' || version === purl.version)
      );
    } catch (error) {
      if (error instanceof PurlError) return false;
      throw error;
    }
  });
}

/** Whether a manifest is at a path, or below it; a glob is about the files that it fits. */
function pathTest(path: string): (manifest: string) => boolean {
  const plain = path.replace(/^\.?\/+|\/+$/g, '');
  if (!plain.includes('*')) {
    return manifest => manifest === plain || manifest.startsWith(`${plain}/`);
  }
  const pattern = plain.split('/');
  return manifest => fitsPath(pattern, manifest.split('/'));
}

/** How many of the manifests are meant. */
function shareOf(
  manifests: readonly string[],
  isAt: readonly ((manifest: string) => boolean)[],
): Share {
  const meant = manifests.filter(manifest => isAt.some(test => test(manifest)));
  if (meant.length === 0) return 'none';
  return meant.length === manifests.length ? 'every' : 'some';
}
