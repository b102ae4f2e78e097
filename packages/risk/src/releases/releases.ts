import type { PackageRisk, ReleaseFacts, RiskPackage } from '../model';
import { judgeHashes } from './hashes';

/** What is wrong with a release, before it has a severity. */
type ReleaseRisk = Omit<PackageRisk, 'severity'>;

/** By what releases are judged. */
export interface ReleaseLimits {
  now: Date;
  newReleaseDays: number;
  newPackageDays: number;
  abandonedYears: number;
  isOwn: boolean;
  /** Whether the organization publishes the name in public itself. */
  isPublished: boolean;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
/** What changed longer ago, others have looked at. */
const CHANGE_DAYS = 90;

/** What registries say of a release that is not as it should be. */
export function judgeRelease(
  pkg: RiskPackage,
  facts: ReleaseFacts,
  limits: ReleaseLimits,
): ReleaseRisk[] {
  return [
    ...judgeHashes(pkg, facts),
    ...standing(pkg, facts, limits),
    ...ages(pkg, facts, limits),
    ...changes(pkg, facts, limits),
  ];
}

function standing(
  { ecosystem, name, version }: RiskPackage,
  facts: ReleaseFacts,
  { now, abandonedYears, isOwn, isPublished }: ReleaseLimits,
): ReleaseRisk[] {
  const risks: ReleaseRisk[] = [];
  if (ecosystem === 'npm' && version.endsWith('-security')) {
    risks.push({
      rule: 'security-holder',
      confidence: 'high',
      message: `${version} of ${name} is what the registry puts in the place of a package that it has taken away.`,
    });
  }
  if (isOwn && !isPublished && facts.isPublic) {
    risks.push({
      rule: 'own-name-in-public',
      confidence: 'high',
      message: `${name} is one of your own names, and a public registry has a package of that name.`,
    });
  }
  if (facts.yanked) {
    risks.push({
      rule: 'yanked',
      confidence: 'high',
      message: `${version} of ${name} was withdrawn${quoted(
        facts.deprecated,
      )}.`,
    });
  } else if (facts.deprecated) {
    risks.push({
      rule: 'deprecated',
      confidence: 'high',
      directOnly: true,
      message: `${name} is deprecated${quoted(facts.deprecated)}.`,
    });
  }
  if (facts.installScript) {
    risks.push({
      rule: 'install-script',
      confidence: 'high',
      message: `${name} ${version} runs a script when it is installed.`,
    });
  }
  const last = facts.lastPublishedAt;
  if (last && now.getTime() - last.getTime() > abandonedYears * YEAR_MS) {
    risks.push({
      rule: 'abandoned',
      confidence: 'low',
      directOnly: true,
      message: `The last release of ${name} is of ${dayOf(last)}.`,
    });
  }
  return risks;
}

/** One thing at the most: a new package is one of a new release. */
function ages(
  { name, version }: RiskPackage,
  { publishedAt, firstPublishedAt }: ReleaseFacts,
  { now, newPackageDays, newReleaseDays, isOwn }: ReleaseLimits,
): ReleaseRisk[] {
  if (isOwn) return [];
  const isNew = (at: Date | undefined, days: number): at is Date =>
    at !== undefined && now.getTime() - at.getTime() < days * DAY_MS;
  if (isNew(firstPublishedAt, newPackageDays)) {
    return [
      {
        rule: 'new-package',
        confidence: 'medium',
        message: `The first release of ${name} is of ${dayOf(
          firstPublishedAt,
        )}.`,
        until: later(firstPublishedAt, newPackageDays),
      },
    ];
  }
  if (!isNew(publishedAt, newReleaseDays)) return [];
  return [
    {
      rule: 'new-release',
      confidence: 'medium',
      message: `${version} of ${name} was published on ${dayOf(publishedAt)}.`,
      until: later(publishedAt, newReleaseDays),
    },
  ];
}

/** How a release came about otherwise than the one before it, as long as that is news. */
function changes(
  { name, version }: RiskPackage,
  facts: ReleaseFacts,
  { now, isOwn }: ReleaseLimits,
): ReleaseRisk[] {
  const { publishedAt } = facts;
  if (isOwn || !publishedAt) return [];
  const until = later(publishedAt, CHANGE_DAYS);
  if (until <= now) return [];
  const risks: ReleaseRisk[] = [];
  const of = `${version} of ${name}, of ${dayOf(publishedAt)},`;
  if (facts.attestedBefore && facts.attested === false) {
    risks.push({
      rule: 'attestation-gone',
      confidence: 'medium',
      message: `${of} has no attestation of how it was built; the release before it has one.`,
      until,
    });
  }
  const { publisher, publisherBefore } = facts;
  if (facts.newPublisher && publisher) {
    const before = publisherBefore
      ? `; the one before was by ${plain(publisherBefore)}`
      : '';
    risks.push({
      rule: 'new-publisher',
      confidence: 'medium',
      message: `${of} was published by ${plain(
        publisher,
      )}, who had published none of the package${before}.`,
      until,
    });
  }
  const { repository, repositoryBefore } = facts;
  if (
    repository &&
    repositoryBefore &&
    placeOf(repository) !== placeOf(repositoryBefore)
  ) {
    risks.push({
      rule: 'other-repository',
      confidence: 'medium',
      message: `${of} names ${placeOf(
        repository,
      )} as its repository; the one before named ${placeOf(repositoryBefore)}.`,
      until,
    });
  }
  return risks;
}

/** A repository without what is written in several ways: transport, user, `.git`, case. */
function placeOf(address: string): string {
  const place = address
    .toLowerCase()
    .replace(/^[a-z+]+:(?:\/\/)?/, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^:/]+):(?!\d+\/)/, '$1/')
    .replace(/[?#].*$/, '')
    .replace(/\.git$/, '')
    .replace(/\/+$/, '');
  // A folder of a repository is of the same repository.
  return plain(place.split('/').slice(0, 3).join('/'));
}

function later(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** What strangers wrote, on one line and of bounded length. */
function plain(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function quoted(text: string | undefined): string {
  const reason =
    text &&
    plain(text)
      .replace(/^yanked(?:: *)?/i, '')
      .replace(/\.$/, '');
  return reason ? `: ${reason}` : '';
}
