import { InputError } from '@backstage/errors';
import {
  baseEcosystem,
  compareVersions,
  normalizePackageName,
  osvPackageOfPurl,
  VersionError,
} from '@safety-curtain/advisories';
import {
  formatPurl,
  parsePurl,
  type Purl,
  PurlError,
} from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** Versions of one package that are looked through, at the most. */
const MAX_VERSIONS = 20_000;

/** What a qualifier means where it is not written (purl-spec, "Purl types"). */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  maven: { type: 'jar' },
};

/**
 * Ids of the components that a purl names, by the rules of its ecosystem and not by its text: the
 * package however its name is written, one version in any of its spellings where one is named, and
 * the qualifiers that are named. Others may be there: they say where a package was got from, or
 * which build of it.
 *
 * Throws `InputError` for what is no purl, or has a version that is none.
 */
export async function findPurl(
  knex: Knex,
  text: string,
): Promise<(number | string)[]> {
  const asked = readPurl(text);
  const ecosystem = osvPackageOfPurl(asked)?.ecosystem;
  refuseNoVersion(asked, ecosystem);
  const rows = await componentsOf(knex, asked);
  if (rows.length > MAX_VERSIONS) {
    throw new InputError(
      `More than ${MAX_VERSIONS} versions of ${text} are in use; name a version`,
    );
  }
  const ids: (number | string)[] = [];
  for await (const chunk of inChunks(rows)) {
    for (const { id, purl, version } of chunk) {
      if (
        isVersion(asked.version, version, ecosystem) &&
        qualifies(asked, purl)
      ) {
        ids.push(id);
      }
    }
  }
  return ids;
}

function readPurl(text: string): Purl {
  try {
    return parsePurl(text.trim());
  } catch (error) {
    if (error instanceof PurlError) throw new InputError(error.message);
    throw error;
  }
}

function refuseNoVersion(asked: Purl, ecosystem: string | undefined) {
  if (asked.version === undefined || ecosystem === undefined) return;
  try {
    compareVersions(ecosystem, asked.version, asked.version);
  } catch (error) {
    if (!(error instanceof VersionError)) throw error;
    throw new InputError(
      `'${asked.version}' is no version of ${ecosystem}: a package URL names one version, a range is asked for beside it`,
    );
  }
}

interface Row {
  id: number | string;
  purl: string;
  version: string;
}

/** By package, and by the purl without a version: what comes from a repository belongs to no package. */
async function componentsOf(knex: Knex, asked: Purl): Promise<Row[]> {
  const { type, namespace, name } = asked;
  const packageIds = await packagesOf(knex, asked);
  return knex('components as c')
    .where('c.package_purl', formatPurl({ type, namespace, name }))
    .orWhereIn('c.package_id', packageIds)
    .limit(MAX_VERSIONS + 1)
    .select('c.id', 'c.purl', 'c.version');
}

async function packagesOf(knex: Knex, asked: Purl): Promise<number[]> {
  const named = osvPackageOfPurl(asked);
  if (!named) return [];
  const lookupName = normalizePackageName(named.ecosystem, named.name);
  const rows = await knex('packages')
    .where('lookup_name', lookupName)
    .select('id', 'ecosystem');
  return rows
    .filter(row => baseEcosystem(row.ecosystem) === named.ecosystem)
    .map(row => row.id);
}

function isVersion(
  asked: string | undefined,
  version: string,
  ecosystem: string | undefined,
): boolean {
  if (asked === undefined || asked === version) return true;
  if (ecosystem === undefined) return false;
  try {
    return compareVersions(ecosystem, asked, version) === 0;
  } catch (error) {
    if (error instanceof VersionError) return false;
    throw error;
  }
}

function qualifies(asked: Purl, text: string): boolean {
  const wanted = Object.entries(asked.qualifiers ?? {});
  if (wanted.length === 0 && asked.subpath === undefined) return true;
  const { qualifiers = {}, subpath } = parsePurl(text);
  if (asked.subpath !== undefined && asked.subpath !== subpath) return false;
  const defaults = DEFAULTS[asked.type] ?? {};
  return wanted.every(
    ([key, value]) => (qualifiers[key] ?? defaults[key]) === value,
  );
}
