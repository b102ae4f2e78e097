import { InputError } from '@backstage/errors';
import {
  VersionQuestion,
  VersionQuestionError,
} from '@safety-curtain/advisories';
import type {
  UsageFilter,
  VersionsUnderstood,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { findNamed, whereNamed } from './componentSearch';
import { findPurl } from './purlSearch';

/** Package versions that one search looks through at the most. */
const MAX_VERSIONS = 20_000;

/** Things that are looked for at once. */
const MAX_ASKED = 20;

/** Whose notations are tried where nothing of the package is in use. */
const COMMON_ECOSYSTEMS = [
  'npm',
  'PyPI',
  'Maven',
  'Go',
  'crates.io',
  'RubyGems',
  'NuGet',
  'Packagist',
  'Pub',
  'Hex',
];

/** A question as it was understood. */
export interface AskedUsages {
  /** Keeps the components, under the alias `c`, that are asked for. */
  apply(select: Knex.QueryBuilder): void;
  /** Ids that no advisory source has told of. */
  unknownAdvisories: string[];
}

/** What a filter looks for, before versions. */
export async function askUsages(
  knex: Knex,
  filter: UsageFilter,
): Promise<AskedUsages> {
  const { package: names = [], purl: purls = [] } = filter;
  const ids = (filter.advisory ?? []).map(id => id.trim());
  const asked = names.length + purls.length + ids.length;
  if (asked === 0) {
    throw new InputError('Name a package, purl or advisory to search for');
  }
  if (asked > MAX_ASKED) {
    throw new InputError(`Search for at most ${MAX_ASKED} terms at once`);
  }
  const named = await Promise.all(names.map(name => findNamed(knex, name)));
  const identified = (
    await Promise.all(purls.map(purl => findPurl(knex, purl)))
  ).flat();
  const vulnerabilities = await vulnerabilitiesOf(knex, ids);
  const affected = await affectedComponents(knex, [
    ...vulnerabilities.values(),
  ]);
  return {
    unknownAdvisories: ids.filter(id => !vulnerabilities.has(id)),
    apply(select) {
      select.where(any => {
        for (const one of named) any.orWhere(part => whereNamed(part, one));
        if (purls.length > 0) any.orWhereIn('c.id', identified);
        if (ids.length > 0) any.orWhereIn('c.id', affected);
      });
      if (filter.ecosystem?.length) {
        select.whereIn('p.ecosystem', filter.ecosystem);
      }
    },
  };
}

/** Vulnerabilities by the ids that were asked for, however these are capitalized. */
async function vulnerabilitiesOf(
  knex: Knex,
  ids: string[],
): Promise<Map<string, number>> {
  const vulnerabilities = new Map<string, number>();
  for (const id of ids) {
    const row = await knex('vulnerability_names')
      .whereIn('name', spellingsOf(id))
      .first('vulnerability_id');
    if (row) vulnerabilities.set(id, row.vulnerability_id);
  }
  return vulnerabilities;
}

/** Databases write `CVE-2021-44228` and `GHSA-jfh8-c2jp-5v3q`. */
function spellingsOf(id: string): string[] {
  const upper = id.toUpperCase();
  const prefix = upper.split('-', 1)[0];
  return [id, upper, prefix + id.slice(prefix.length).toLowerCase()];
}

/** The components first, for the same reason as with names. */
async function affectedComponents(
  knex: Knex,
  vulnerabilityIds: number[],
): Promise<(number | string)[]> {
  if (vulnerabilityIds.length === 0) return [];
  return knex('advisories as a')
    .join('component_matches as m', 'm.advisory_id', 'a.id')
    .whereIn('a.vulnerability_id', vulnerabilityIds)
    .distinct('m.component_id')
    .pluck('m.component_id');
}

/**
 * Narrows a selection of components to the versions that are asked for.
 * Versions are ordered by their ecosystem's rules, which SQL does not know.
 */
export async function narrowToVersions(
  knex: Knex,
  select: Knex.QueryBuilder,
  filter: UsageFilter & { versions: string },
): Promise<VersionsUnderstood> {
  const versions: { id: number; ecosystem: string | null; version: string }[] =
    await knex
      .from(
        select
          .clone()
          .clearSelect()
          .distinct('c.id', 'p.ecosystem', 'c.version')
          .as('versions'),
      )
      .limit(MAX_VERSIONS + 1);
  if (versions.length > MAX_VERSIONS) {
    throw new InputError(
      `More than ${MAX_VERSIONS} package versions to compare; name the package more exactly`,
    );
  }
  const inUse = [
    ...new Set(versions.flatMap(row => (row.ecosystem ? [row.ecosystem] : []))),
  ].sort();
  const questions = readQuestions(filter.versions, inUse, filter.ecosystem);
  const ids: number[] = [];
  let uncompared = 0;
  for await (const chunk of inChunks(versions)) {
    for (const { id, ecosystem, version } of chunk) {
      const contains = questions.get(ecosystem ?? '')?.contains(version);
      if (contains) ids.push(id);
      else if (contains === undefined) uncompared += 1;
    }
  }
  select.whereIn('c.id', ids);
  return { ...readingsOf(questions, inUse), uncompared };
}

/**
 * The question in each ecosystem that it can be about. One that reads as
 * nothing anywhere is refused; `1.x` of a package on npm and PyPI is asked of
 * each in its own sense.
 */
function readQuestions(
  text: string,
  inUse: string[],
  chosen: string[] = [],
): Map<string, VersionQuestion> {
  const possible = [inUse, chosen, COMMON_ECOSYSTEMS].find(
    list => list.length > 0,
  )!;
  const questions = new Map<string, VersionQuestion>();
  let refusal: VersionQuestionError | undefined;
  for (const ecosystem of possible) {
    try {
      questions.set(ecosystem, VersionQuestion.read(ecosystem, text));
    } catch (error) {
      if (!(error instanceof VersionQuestionError)) throw error;
      refusal ??= error;
    }
  }
  if (questions.size === 0) throw new InputError(refusal!.message);
  return questions;
}

function readingsOf(
  questions: Map<string, VersionQuestion>,
  inUse: string[],
): Omit<VersionsUnderstood, 'uncompared'> {
  const readings = new Map<string, string[]>();
  for (const [ecosystem, question] of questions) {
    const text = question.describe();
    readings.set(text, [...(readings.get(text) ?? []), ecosystem]);
  }
  return {
    readings: [...readings].map(([text, ecosystems]) => ({ ecosystems, text })),
    notRead: inUse.filter(ecosystem => !questions.has(ecosystem)),
  };
}
