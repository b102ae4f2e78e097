import type { ImageReference } from '@safety-curtain/sbom';
import { AS_OF, ENDS } from './endsOfLife';

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** Ends of releases by image, and by each name of the release. */
const BY_NAME = new Map(
  Object.entries(ENDS).map(([image, rows]) => [
    image,
    new Map(
      rows.flatMap(([names, end]) =>
        names.split(' ').map(name => [name, end] as const),
      ),
    ),
  ]),
);

/** Code names of what images of languages are built on, as `python:3.12-buster` has it. */
const DISTRIBUTIONS = ['debian', 'ubuntu'];

/**
 * The day on which the release of an image ended, or that of the distribution that its tag names, where
 * it is over at a time. What is older than all that is known ended with the oldest of these.
 */
export function endOfLife(
  image: Pick<ImageReference, 'registry' | 'repository' | 'tag'>,
  now: Date,
): string | undefined {
  const [release, ...variants] = (image.tag ?? '').toLowerCase().split('-');
  const ends = [
    endOf(productOf(image) ?? '', release),
    ...variants.map(endOfVariant),
  ];
  return ends.find(end => end !== undefined && Date.parse(end) < now.getTime());
}

/** Undefined for images of registries that need not be what they are called. */
function productOf({
  registry,
  repository,
}: Pick<ImageReference, 'registry' | 'repository'>): string | undefined {
  if (registry === 'mcr.microsoft.com') return repository.split('/', 1)[0];
  if (!registry) return repository;
  // Mirrors have the official images below this name.
  return /(?:^|\/)library\/([^/]+)$/.exec(repository)?.[1];
}

function endOfVariant(variant: string): string | undefined {
  const [, alpine] = /^alpine(\d.*)$/.exec(variant) ?? [];
  if (alpine !== undefined) return endOf('alpine', alpine);
  return DISTRIBUTIONS.map(name => BY_NAME.get(name)?.get(variant)).find(
    Boolean,
  );
}

function endOf(product: string, release: string): string | undefined {
  const ends = BY_NAME.get(product);
  if (!ends) return undefined;
  const parts = release.split('.');
  for (let length = parts.length; length > 0; length--) {
    const end = ends.get(parts.slice(0, length).join('.'));
    if (end) return end;
  }
  const [[oldest], oldestEnd] = [[...ends.keys()], ENDS[product][0][1]];
  return isBelow(parts, oldest.split('.')) ? oldestEnd : undefined;
}

/** Of two releases in numbers; `1` is not below `1.16`, since it is the newest of its kind. */
function isBelow(parts: readonly string[], than: readonly string[]): boolean {
  if (!parts.every(part => /^\d{1,6}$/.test(part))) return false;
  for (const [index, part] of parts.entries()) {
    if (index >= than.length || Number(part) !== Number(than[index])) {
      return Number(part) < Number(than[index] ?? -1);
    }
  }
  return false;
}

/** What people should know of these facts at a time. */
export function agedFacts(now: Date): string[] {
  return now.getTime() - Date.parse(AS_OF) > YEAR
    ? [`What is known of ends of life is of ${AS_OF}, older than a year.`]
    : [];
}

/** Another number at each time at which what is said here of ends of life changes. */
export function supportEndedBy(now: Date): number {
  const ends = Object.values(ENDS).flat();
  const over = ends.filter(([, end]) => Date.parse(end) < now.getTime());
  return over.length + agedFacts(now).length;
}
