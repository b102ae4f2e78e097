import {
  normalizePackageName,
  osvPackageOfPurl,
} from '@safety-curtain/advisories';
import { isFields, listOf, type Fields } from '@safety-curtain/input';
import type {
  ReportedPackage,
  ReportedVulnerability,
} from '../model/toolReport';
import {
  ecosystemOfFile,
  ecosystemOfSnykId,
} from '../packages/ecosystemOfFile';
import { ecosystemNamed, packageOfPurl } from '../packages/reportedPackage';
import { plainName } from '../text/plainText';
import { logicalNames } from './places';
import type { Described } from './rules';

const ID =
  /\b(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[2-9a-z]{4}){3}|SNYK-[A-Z]{1,20}-[A-Z0-9]{1,100}-\d{1,12}|(?:GO|RUSTSEC|PYSEC|OSV)-\d{4}-\d{1,10}|MAL-\d{4}-\d{1,10})\b/g;

/** The vulnerability that a result of a scanner of packages is about. */
export function vulnerabilityOf(
  ruleId: string,
  message: string,
): ReportedVulnerability {
  const id = ruleId.match(ID)?.[0] ?? message.match(ID)?.[0] ?? ruleId;
  const named = /also known as ([^)]{1,1000})/.exec(message)?.[1] ?? '';
  const aliases = new Set(named.match(ID) ?? []);
  aliases.delete(id);
  return { id, aliases: [...aliases] };
}

/** Where tools say in their messages which package it is; each has a name, and may have a version. */
const MESSAGES: readonly RegExp[] = [
  // Trivy
  /^Package: (?<name>[^\n]{1,255})\nInstalled Version: (?<version>[^\n]{0,255})(?:[^]{0,2000}?\nFixed Version: (?<fixed>[^\n]{1,255}))?/,
  // OSV-Scanner
  /^Package '(?<name>[^'\n]{1,255})@(?<version>[^'@\n]{1,255})' is vulnerable/,
  // Grype
  /vulnerability in (?<type>[\w-]{1,40}) package: (?<name>[^\s,]{1,255}), version (?<version>[^\s,]{1,255}) was found/,
  /reports (?<name>\S{1,255}) at version (?<version>\S{1,255})\s+which (?:is|would be installed as|is installed as)? ?(?:a )?vulnerable \((?<type>[\w-]{1,40})\)/,
  /reports (?<name>\S{1,255}) at version (?<version>\S{1,255})/,
  // Snyk
  /introduces a vulnerable (?<name>\S{1,255}) package/,
];

/**
 * The package, from a package URL where the tool gives one, else from the message.
 *
 * @param id - the rule's
 * @param file - where it is named: a lock file tells the ecosystem
 */
export function packageOf(
  result: Fields,
  message: string,
  described: Described | undefined,
  { id, file }: { id: string; file?: string },
): ReportedPackage | undefined {
  const names = logicalNames(result);
  const properties = [result.properties, described?.descriptor.properties]
    .filter(isFields)
    .flatMap(({ purl, purls }) => [purl, ...listOf(purls).slice(0, 5)]);
  for (const candidate of [...properties, ...names]) {
    const found = packageOfPurl(candidate);
    if (found) return found;
  }
  const groups = MESSAGES.map(pattern => pattern.exec(message)?.groups).find(
    found => found !== undefined,
  );
  const name = plainName(groups?.name);
  if (name === undefined) return undefined;
  const version = plainName(groups?.version) ?? versionAmong(names, name);
  const ecosystem =
    (groups?.type === undefined
      ? undefined
      : osvPackageOfPurl({ type: groups.type, name })?.ecosystem ??
        ecosystemNamed(groups.type)) ??
    ecosystemOfSnykId(id) ??
    ecosystemOfFile(file);
  return {
    name: ecosystem ? normalizePackageName(ecosystem, name) : name,
    ...(version !== undefined && { version }),
    ...(ecosystem !== undefined && { ecosystem }),
    fixedVersions: (groups?.fixed ?? '')
      .split(/,\s*/)
      .map(plainName)
      .filter(fixed => fixed !== undefined),
  };
}

/** Snyk has `lodash@4.17.1` among the logical locations. */
function versionAmong(names: string[], name: string): string | undefined {
  const found = names.find(text => text.startsWith(`${name}@`));
  return plainName(found?.slice(name.length + 1));
}
