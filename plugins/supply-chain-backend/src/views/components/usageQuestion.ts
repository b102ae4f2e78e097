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
import { inChunks, whereOneOf } from '../../database/dialect';
import { findNamed, whereNamed } from './componentSearch';
import { NamedVersions } from './namedVersions';
import { otherVersionsOf } from './pinning';
import { ACTIONS, ecosystemOfPurl, findPurl } from './purlSearch';

/** The name of what is asked for, in queries. */
const ASKED = 'asked';

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
  /** Selects the ids of the components that are asked for; to be bound by {@link withAsked}. */
  components: Knex.QueryBuilder;
  /** Ids that no advisory source has told of. */
  unknownAdvisories: string[];
}

/**
 * Gives a query the components that are asked for, as a table {@link ASKED} of
 * one column, `id`: they may be many, and it names them in several places.
 */
export function withAsked(
  query: Knex.QueryBuilder,
  { components }: Pick<AskedUsages, 'components'>,
): Knex.QueryBuilder {
  return query.with(ASKED, components.clone());
}

/** Ids of what is asked for, in a query that {@link withAsked} was given. */
export function askedIds(knex: Knex): Knex.QueryBuilder {
  return knex.from(ASKED).select('id');
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
  const components = knex('components as c')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .where(any => {
      for (const one of named) {
        any.orWhere(part => whereNamed(knex, part, one));
      }
      for (const found of [identified, affected]) {
        any.orWhere(part => whereOneOf(knex, part, 'c.id', found));
      }
    })
    .select('c.id');
  if (filter.ecosystem?.length) {
    components.whereIn('p.ecosystem', filter.ecosystem);
  }
  return {
    unknownAdvisories: ids.filter(id => !vulnerabilities.has(id)),
    components,
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
 * Of the components in use that are asked for, those of the versions that are.
 * Versions are ordered by their ecosystem's rules, which SQL does not know.
 *
 * @param select - what is in use, of `asked`
 */
export async function narrowToVersions(
  knex: Knex,
  select: Knex.QueryBuilder,
  asked: AskedUsages,
  filter: UsageFilter & { versions: string },
): Promise<{ asked: AskedUsages; versions: VersionsUnderstood }> {
  const used = select
    .clone()
    .clearSelect()
    .distinct('c.id', 'p.ecosystem', 'c.version', 'c.purl');
  const versions: VersionRow[] = await knex
    .from(withAsked(used, asked).as('versions'))
    .limit(MAX_VERSIONS + 1);
  if (versions.length > MAX_VERSIONS) {
    throw new InputError(
      `More than ${MAX_VERSIONS} package versions to compare; name the package more exactly`,
    );
  }
  const inUse = [
    ...new Set(versions.flatMap(row => (row.ecosystem ? [row.ecosystem] : []))),
  ].sort();
  const question = readAsked(filter, versions, inUse);
  const ids: number[] = [];
  let uncompared = 0;
  for await (const chunk of inChunks(versions)) {
    for (const version of chunk) {
      const contains = isAskedFor(question, version);
      if (contains) ids.push(version.id);
      else if (contains === undefined) uncompared += 1;
    }
  }
  const components = knex('components as c').select('c.id');
  return {
    asked: {
      ...asked,
      components: whereOneOf(knex, components, 'c.id', ids),
    },
    versions: { ...readingsOf(question, versions, inUse), uncompared },
  };
}

interface VersionRow {
  id: number;
  ecosystem: string | null;
  version: string;
  purl: string;
}

/** Versions that are asked for: in the order of each ecosystem, and by name where there is none. */
interface AskedVersions {
  questions: Map<string, VersionQuestion>;
  named?: NamedVersions;
}

/** What has tags, branches and commits for its versions, as images and actions have. */
function goesByName({ ecosystem }: Pick<VersionRow, 'ecosystem'>): boolean {
  return ecosystem === null || ecosystem === ACTIONS;
}

/**
 * Whether a question that nothing in use answers can only be about what goes by
 * name. Any other has to be a range: a slip in it must not read as *nobody*.
 */
function asksByName({ purl = [], ecosystem = [] }: UsageFilter): boolean {
  return (
    ecosystem.includes(ACTIONS) ||
    purl.some(text => goesByName({ ecosystem: ecosystemOfPurl(text) }))
  );
}

function readAsked(
  filter: UsageFilter & { versions: string },
  versions: readonly VersionRow[],
  inUse: string[],
): AskedVersions {
  const byName =
    versions.length === 0 ? asksByName(filter) : versions.some(goesByName);
  const named = byName ? NamedVersions.read(filter.versions) : undefined;
  try {
    return {
      questions: readQuestions(filter.versions, inUse, filter.ecosystem),
      named,
    };
  } catch (error) {
    if (named && error instanceof InputError) {
      return { questions: new Map(), named };
    }
    throw error;
  }
}

/** Undefined where that cannot be told. */
function isAskedFor(
  { questions, named }: AskedVersions,
  row: VersionRow,
): boolean | undefined {
  const { ecosystem, version, purl } = row;
  const byName = goesByName(row)
    ? named?.contains([version, ...otherVersionsOf(purl)])
    : undefined;
  return (
    byName || (questions.get(ecosystem ?? '')?.contains(version) ?? byName)
  );
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
  { questions, named }: AskedVersions,
  versions: readonly VersionRow[],
  inUse: string[],
): Omit<VersionsUnderstood, 'uncompared'> {
  const readings = new Map<string, string[]>();
  const add = (text: string, ecosystem: string) =>
    readings.set(text, [...(readings.get(text) ?? []), ecosystem]);
  for (const [ecosystem, question] of questions) {
    // Where nothing with an order is there, common orders say nothing.
    if (!named || inUse.length > 0) add(question.describe(), ecosystem);
  }
  const without = named ? versions.filter(goesByName) : [];
  const names = new Set(without.map(namedEcosystem));
  for (const name of [...names].sort()) {
    if (!questions.has(name)) add(named!.describe(), name);
  }
  return {
    readings: [...readings].map(([text, ecosystems]) => ({ ecosystems, text })),
    notRead: inUse.filter(
      ecosystem => !questions.has(ecosystem) && !names.has(ecosystem),
    ),
  };
}

/** What belongs to no ecosystem is called by the type of its purl: `docker`. */
function namedEcosystem({ ecosystem, purl }: VersionRow): string {
  return ecosystem ?? purl.slice('pkg:'.length).split('/', 1)[0];
}
