import {
  osvEcosystem,
  VersionQuestion,
  VersionQuestionError,
} from '@safety-curtain/advisories';
import { DefinitionError, Fields } from '../definitions/fields';
import { type NamePattern, readPattern } from './namePattern';
import { type PurlPattern, readPurlPattern } from './purlPattern';

/** A package version, as rules look at it. @public */
export interface TriagePackage {
  ecosystem?: string;
  name: string;
  version: string;
}

/** What a rule may look at of packages; all that is given must fit. @public */
export interface PackageMatch {
  ecosystem?: string;
  /** Of the package's name, with `*` for any part. */
  name?: NamePattern;
  /** In the place of ecosystem and name. */
  purl?: PurlPattern;
  /** Versions, in the notation of the ecosystem. */
  versions?: VersionQuestion;
}

/** @throws DefinitionError */
export function readPackageMatch(json: unknown, path: string): PackageMatch {
  const fields = Fields.of(json, path, [
    'purl',
    'ecosystem',
    'name',
    'versions',
  ]);
  if (fields.has('purl')) return readPurlMatch(fields);
  const ecosystem = readEcosystem(fields);
  if (!fields.has('name') && ecosystem === undefined) {
    throw new DefinitionError(path, 'must have a purl, a name or an ecosystem');
  }
  return {
    ...(ecosystem !== undefined && { ecosystem }),
    ...(fields.has('name') && {
      name: readPattern(fields.value('name'), fields.at('name')),
    }),
    ...(fields.has('versions') && {
      versions: readVersions(fields, ecosystem),
    }),
  };
}

/** As OSV spells it: one that does not exist would fit nothing, in silence. */
function readEcosystem(fields: Fields): string | undefined {
  const text = fields.optionalText('ecosystem');
  if (text === undefined) return undefined;
  const known = osvEcosystem(text);
  if (known !== undefined) return known;
  throw new DefinitionError(
    fields.at('ecosystem'),
    'is no ecosystem of OSV, as npm, PyPI, Maven, Go, NuGet, crates.io',
  );
}

function readPurlMatch(fields: Fields): PackageMatch {
  const purl = readPurlPattern(fields.value('purl'), fields.at('purl'));
  const beside = [
    'ecosystem',
    'name',
    ...(purl.hasVersion ? ['versions'] : []),
  ];
  for (const name of beside) {
    if (!fields.has(name)) continue;
    throw new DefinitionError(fields.at(name), 'is what the purl says already');
  }
  return {
    purl,
    ...(fields.has('versions') && {
      versions: readVersions(fields, purl.ecosystem),
    }),
  };
}

function readVersions(
  fields: Fields,
  ecosystem: string | undefined,
): VersionQuestion {
  const text = fields.text('versions');
  if (ecosystem === undefined) {
    throw new DefinitionError(
      fields.at('versions'),
      'needs an ecosystem beside it: each orders versions in its own way',
    );
  }
  try {
    return VersionQuestion.read(ecosystem, text);
  } catch (error) {
    if (!(error instanceof VersionQuestionError)) throw error;
    throw new DefinitionError(fields.at('versions'), error.message);
  }
}

/** Whether a package version is what is looked for. */
export function fitsPackage(match: PackageMatch, of: TriagePackage): boolean {
  return (
    (match.ecosystem === undefined || match.ecosystem === of.ecosystem) &&
    (match.purl === undefined || match.purl.fits(of)) &&
    (match.name === undefined || match.name.fits(of.name)) &&
    (match.versions === undefined ||
      match.versions.contains(of.version) === true)
  );
}
