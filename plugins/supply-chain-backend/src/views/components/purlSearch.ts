import { InputError } from '@backstage/errors';
import {
  baseEcosystem,
  compareVersions,
  isNamedBy,
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
import { otherVersionsOf } from './pinning';

/** The ecosystem whose versions may be branches and commits. */
export const ACTIONS = 'GitHub Actions';

/** Versions of one package that are looked through, at the most. */
const MAX_VERSIONS = 20_000;

/**
 * Ids of the components that a purl names, by the rules of its ecosystem and not by its text.
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
    for (const { id, purl } of chunk) {
      if (isAsked(asked, purl)) ids.push(id);
    }
  }
  return ids;
}

/** Null where its type has none; throws `InputError` for what is no purl. */
export function ecosystemOfPurl(text: string): string | null {
  return osvPackageOfPurl(readPurl(text))?.ecosystem ?? null;
}

/** Also by the commit, digest or tag that stands beside the version. */
function isAsked(asked: Purl, purl: string): boolean {
  const { version, ...anyVersion } = asked;
  const parts = parsePurl(purl);
  return (
    isNamedBy(asked, parts) ||
    (version !== undefined &&
      otherVersionsOf(purl).includes(version) &&
      isNamedBy(anyVersion, parts))
  );
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
  // Actions are also used at branches and commits.
  if (ecosystem === ACTIONS) return;
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
}

/** By package, and by the purl without a version: what comes from a repository belongs to no package. */
async function componentsOf(knex: Knex, asked: Purl): Promise<Row[]> {
  const { type, namespace, name } = asked;
  const packageIds = await packagesOf(knex, asked);
  return knex('components as c')
    .where('c.package_purl', formatPurl({ type, namespace, name }))
    .orWhereIn('c.package_id', packageIds)
    .limit(MAX_VERSIONS + 1)
    .select('c.id', 'c.purl');
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
