import { daysBetween } from '../facts/days';
import {
  ComponentFacts,
  FindingFacts,
  ServiceFacts,
  severities,
  VulnerabilityDataFacts,
} from '../facts/serviceFacts';
import { whyAbsenceIsUnknown } from '../facts/vulnerabilityData';
import { openSsfRating } from '../checks/openssf/openSsfScore';

/** The types that facts have. @public */
export type FactType = 'boolean' | 'number' | 'text' | 'texts';

/** A fact that rules may name. @public */
export interface FactPath {
  type: FactType;
  description: string;
  /** The fact, of the type above; undefined where it is not known. */
  read(facts: ServiceFacts, now: Date): unknown;
  /** Of numbers: why there may be more, in words; undefined where there are not. */
  atLeast?(facts: ServiceFacts): string | undefined;
}

/**
 * What rules may ask for, by name: a fixed list, so that a rule never reaches into objects.
 *
 * @public
 */
export const factPaths: ReadonlyMap<string, FactPath> = new Map<
  string,
  FactPath
>([
  ...entityPaths(),
  ...scanPaths(),
  ...findingPaths(),
  ...sbomPaths(),
  ...componentPaths(),
  ...otherPaths(),
]);

type Entry = [name: string, path: FactPath];

function entry(
  name: string,
  type: FactType,
  description: string,
  read: FactPath['read'],
  atLeast?: FactPath['atLeast'],
): Entry {
  return [name, { type, description, read, ...(atLeast && { atLeast }) }];
}

function entityPaths(): Entry[] {
  const texts = ['kind', 'type', 'lifecycle', 'system', 'domain'] as const;
  return [
    ...texts.map(name =>
      entry(
        `entity.${name}`,
        'text',
        `${name} of the entity in the catalog; empty where it has none`,
        ({ entity }) => entity[name] ?? '',
      ),
    ),
    entry('entity.tags', 'texts', 'tags of the entity', ({ entity }) => [
      ...entity.tags,
    ]),
    entry('entity.owners', 'texts', 'owners of the entity', ({ entity }) => [
      ...entity.owners,
    ]),
  ];
}

function scanPaths(): Entry[] {
  return [
    entry(
      'scan.ageDays',
      'number',
      'days since the last scan that read the whole source',
      ({ scanning }, now) =>
        scanning?.lastGoodAt === undefined
          ? undefined
          : daysBetween(scanning.lastGoodAt, now),
    ),
    entry(
      'scan.lastOutcome',
      'text',
      'good, partial or failed',
      ({ scanning }) => scanning?.lastOutcome,
    ),
    entry(
      'scan.everyHours',
      'number',
      'hours between two scans',
      ({ scanning }) => scanning?.everyHours,
    ),
  ];
}

function findingPaths(): Entry[] {
  const open =
    (test: (finding: FindingFacts) => boolean) =>
    ({ findings }: ServiceFacts) =>
      findings?.filter(each => each.state === 'open' && test(each));
  const counted = (
    name: string,
    description: string,
    test: (finding: FindingFacts) => boolean,
    kinds: readonly (keyof VulnerabilityDataFacts)[] = ['advisories'],
  ) =>
    entry(
      `findings.open.${name}`,
      'number',
      description,
      facts => open(test)(facts)?.length,
      facts => whyAbsenceIsUnknown(facts, ...kinds),
    );
  return [
    counted('total', 'open findings', () => true),
    ...severities.map(severity =>
      counted(
        severity,
        `open findings of severity ${severity}`,
        each => each.severity === severity,
      ),
    ),
    counted(
      'knownExploited',
      'open findings that are known to be exploited',
      each => each.knownExploited,
      ['knownExploited', 'advisories'],
    ),
    counted(
      'fixable',
      'open findings with a fix',
      each => each.fixedIn !== undefined,
    ),
    entry(
      'findings.oldestDays',
      'number',
      'days since the oldest open finding was first seen; 0 where none is open',
      (facts, now) =>
        open(() => true)(facts)?.reduce(
          (most, { firstSeenAt }) =>
            Math.max(most, daysBetween(firstSeenAt, now)),
          0,
        ),
    ),
  ];
}

function sbomPaths(): Entry[] {
  return [
    entry(
      'sbom.present',
      'boolean',
      'there is an SBOM',
      ({ sbom }) => sbom?.present,
    ),
    entry('sbom.partial', 'boolean', 'something is missing in it', ({ sbom }) =>
      sbom?.present ? sbom.partial : undefined,
    ),
    entry('sbom.quality', 'number', 'its points, 0 to 100', ({ sbom }) =>
      sbom?.present ? sbom.quality : undefined,
    ),
    entry('sbom.components', 'number', 'components in it', ({ sbom }) =>
      sbom?.present ? sbom.components : undefined,
    ),
  ];
}

/** Undefined as well where it is not known of all of them whether they are direct. */
function directComponents({
  components,
}: ServiceFacts): ComponentFacts[] | undefined {
  const isKnown = components?.every(({ direct }) => direct !== undefined);
  return isKnown ? components?.filter(({ direct }) => direct) : undefined;
}

function componentPaths(): Entry[] {
  return [
    entry(
      'components.total',
      'number',
      'components',
      ({ components }) => components?.length,
    ),
    entry(
      'components.direct',
      'number',
      'direct dependencies',
      facts => directComponents(facts)?.length,
    ),
    entry(
      'components.deprecated',
      'number',
      'deprecated components',
      ({ components }) =>
        components?.filter(each => each.deprecated !== undefined).length,
    ),
    entry(
      'components.directDaysBehind',
      'number',
      'days that the most outdated direct dependency is behind',
      facts => {
        const known = directComponents(facts)?.flatMap(
          ({ daysBehind }) => daysBehind ?? [],
        );
        return known?.reduce<number | undefined>(
          (most, days) => Math.max(most ?? 0, days),
          undefined,
        );
      },
    ),
    entry(
      'components.names',
      'texts',
      'names of all components',
      ({ components }) => components?.map(({ name }) => name),
    ),
    entry(
      'manifests.total',
      'number',
      'manifests',
      ({ manifests }) => manifests?.length,
    ),
    entry(
      'manifests.unread',
      'number',
      'manifests that could not be read now',
      ({ manifests }) =>
        manifests?.filter(({ state }) => state !== 'read').length,
    ),
    entry(
      'manifests.ecosystems',
      'texts',
      'ecosystems of the manifests, as OSV names them',
      ({ manifests }) => manifests?.flatMap(({ ecosystem }) => ecosystem ?? []),
    ),
  ];
}

function otherPaths(): Entry[] {
  return [
    ...(['deny', 'review'] as const).map(verdict =>
      entry(
        `licenses.${verdict}`,
        'number',
        `components with the verdict ${verdict} and no exception`,
        ({ licenses }) =>
          licenses?.filter(each => each.verdict === verdict && !each.exception)
            .length,
      ),
    ),
    entry(
      'licenses.unsettled',
      'number',
      'components whose license is not known for certain',
      ({ licenses }) =>
        licenses?.filter(({ state }) => state !== 'known').length,
    ),
    entry(
      'exceptions.total',
      'number',
      'exceptions in force or expired',
      ({ exceptions }) => exceptions?.length,
    ),
    entry(
      'source.files',
      'texts',
      'paths of all files',
      // Of a source that was not walked to its end no absence can be told.
      ({ source }) => (source?.complete ? source.paths : undefined),
    ),
    entry(
      'openssf.score',
      'number',
      'OpenSSF points, 0 to 10, partial ones included',
      facts => openSsfRating(facts).score,
    ),
  ];
}
