import {
  ecosystemOfPurlType,
  installedPackageOf,
  normalizePackageName,
  osvPackageOfPurl,
} from '@safety-curtain/advisories';
import { textOf } from '@safety-curtain/input';
import { parsePurl, type Purl } from '@safety-curtain/sbom';
import type { ReportedPackage } from '../model/toolReport';
import { plainName } from '../text/plainText';

/** What tools say for types of package URLs: managers, lock files, languages. */
const TYPES = new Map([
  ['yarn', 'npm'],
  ['pnpm', 'npm'],
  ['bun', 'npm'],
  ['node-pkg', 'npm'],
  ['pip', 'pypi'],
  ['pipenv', 'pypi'],
  ['poetry', 'pypi'],
  ['uv', 'pypi'],
  ['python', 'pypi'],
  ['python-pkg', 'pypi'],
  ['gomod', 'golang'],
  ['gomodules', 'golang'],
  ['gobinary', 'golang'],
  ['govendor', 'golang'],
  ['golangdep', 'golang'],
  ['go-module', 'golang'],
  ['go', 'golang'],
  ['rubygems', 'gem'],
  ['bundler', 'gem'],
  ['gemspec', 'gem'],
  ['jar', 'maven'],
  ['pom', 'maven'],
  ['gradle', 'maven'],
  ['gradle-lockfile', 'maven'],
  ['sbt', 'maven'],
  ['java-archive', 'maven'],
  ['composer-vendor', 'composer'],
  ['packagist', 'composer'],
  ['dotnet-core', 'nuget'],
  ['dotnet-deps', 'nuget'],
  ['rust-crate', 'cargo'],
  ['rust-binary', 'cargo'],
  ['rustbinary', 'cargo'],
  ['packages-props', 'nuget'],
  ['sbt-lockfile', 'maven'],
  ['mix-lock', 'hex'],
]);

/** A package by its URL; undefined where it is none. */
export function packageOfPurl(value: unknown): ReportedPackage | undefined {
  const text = textOf(value);
  if (text === undefined || text.length > 2000 || !/^pkg:/i.test(text)) {
    return undefined;
  }
  const purl = parsed(text);
  if (purl === undefined) return undefined;
  const osv = osvPackageOfPurl(purl);
  // As the portal names packages of systems: with the release, by what they were built from.
  const installed = osv && installedPackageOf(purl);
  return {
    purl: text,
    ...(osv && { ecosystem: installed?.ecosystem ?? osv.ecosystem }),
    name: (installed?.ecosystem && installed.name) ?? osv?.name ?? purl.name,
    ...(purl.version !== undefined && { version: purl.version }),
    fixedVersions: [],
  };
}

/** A package as a tool names it, with the ecosystem's own spelling of the name. */
export function packageNamed(
  name: unknown,
  version: unknown,
  ecosystem?: string,
): ReportedPackage | undefined {
  const given = plainName(name);
  if (given === undefined) return undefined;
  const known = plainName(version);
  return {
    ...(ecosystem !== undefined && { ecosystem }),
    name: ecosystem ? normalizePackageName(ecosystem, given) : given,
    ...(known !== undefined && { version: known }),
    fixedVersions: [],
  };
}

/** The ecosystem for a tool's word that is a type of package URLs, or a name for one. */
export function ecosystemNamed(word: unknown): string | undefined {
  const text = textOf(word)?.toLowerCase();
  if (text === undefined || text.length > 40) return undefined;
  return ecosystemOfPurlType(TYPES.get(text) ?? text);
}

/** The ecosystem of a distribution, which tools name with its release: `debian:11`, `alpine 3.20`, `DEBIAN`. */
export function ecosystemOfSystem(system: unknown): string | undefined {
  const name = /^[a-z]{1,40}/i.exec(textOf(system) ?? '')?.[0].toLowerCase();
  if (name === undefined) return undefined;
  return ['deb', 'apk', 'rpm']
    .map(type => ecosystemOfPurlType(type, name))
    .find(ecosystem => ecosystem !== undefined);
}

function parsed(text: string): Purl | undefined {
  try {
    return parsePurl(text);
  } catch {
    return undefined;
  }
}
