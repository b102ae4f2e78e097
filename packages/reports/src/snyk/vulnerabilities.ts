import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type {
  ReportedPackage,
  ResultSeverity,
  Suppression,
} from '../model/toolReport';
import {
  ecosystemNamed,
  ecosystemOfSystem,
  packageNamed,
} from '../packages/reportedPackage';
import type { ReportBuilder } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import { scoreOf, severityOfWord } from '../severity/severity';
import { isoTime, plainName, plainNames, plainText } from '../text/plainText';

/** Where the packages of a project are. */
interface Where {
  /** The file of the source that asks for them. */
  path?: string;
  /** The file within an image. */
  inside?: string;
}

/** A vulnerability of a package version, which many paths may lead to. */
interface Found {
  issue: Fields;
  about: ReportedPackage;
  suppression?: Suppression;
}

/** Gives the number of results about licenses, which are left out. */
export function addVulnerabilities(
  report: ReportBuilder,
  project: Fields,
  where: Where,
): number {
  const filtered = isFields(project.filtered) ? project.filtered : {};
  const found = new Map<string, Found>();
  let licenses = 0;
  for (const issue of [
    ...listOf(project.vulnerabilities),
    // What is ignored on some paths only is not ignored.
    ...listOf(filtered.ignore),
    ...listOf(filtered.patch),
  ]) {
    if (!isFields(issue)) continue;
    if (issue.type === 'license') licenses += 1;
    else collect(found, issue, project);
  }
  for (const one of found.values()) addOne(report, one, where);
  return licenses;
}

function collect(
  found: Map<string, Found>,
  issue: Fields,
  project: Fields,
): void {
  const suppression = suppressionOf(issue);
  for (const { name, version, isDirect } of pathsOf(issue)) {
    const about = packageIn(name, version, issue, project);
    if (!about) continue;
    const key = JSON.stringify([issue.id, about.name, about.version]);
    const known = found.get(key);
    const direct = isDirect || known?.about.direct === true;
    found.set(
      key,
      known
        ? { ...known, about: { ...known.about, direct } }
        : { issue, about: { ...about, direct }, suppression },
    );
  }
}

/** The paths that lead to the package; several of them with `--group-issues`. */
function pathsOf(issue: Fields) {
  const from = listOf(issue.from);
  const isGrouped = Array.isArray(from[0]);
  const names = listOf(issue.name);
  return (isGrouped ? from : [from]).slice(0, 10_000).map((path, index) => {
    const steps = listOf(path);
    const name = textOf(isGrouped ? names[index] : issue.name);
    const last = textOf(steps.at(-1));
    const version =
      isGrouped && name !== undefined && last?.startsWith(`${name}@`)
        ? last.slice(name.length + 1)
        : issue.version;
    return {
      name: name ?? issue.packageName ?? issue.moduleName,
      version,
      isDirect: steps.length === 2,
    };
  });
}

function packageIn(
  name: unknown,
  version: unknown,
  issue: Fields,
  project: Fields,
): ReportedPackage | undefined {
  const manager = issue.packageManager ?? project.packageManager;
  const ofSystem = ecosystemOfSystem(manager);
  // The source package stands before the one that is installed.
  const bare = ofSystem === undefined ? name : textOf(name)?.split('/').at(-1);
  return packageNamed(bare, version, ofSystem ?? ecosystemNamed(manager));
}

function addOne(
  report: ReportBuilder,
  { issue, about, suppression }: Found,
  { path, inside }: Where,
): void {
  const id = plainName(issue.id) ?? 'unknown';
  const title = plainName(issue.title);
  const description = plainText(issue.description);
  const score = scoreOf(issue.cvssScore);
  const identifiers = isFields(issue.identifiers) ? issue.identifiers : {};
  const { CWE: cwes, ...others } = identifiers;
  const aliases = Object.values(others)
    .slice(0, 20)
    .flatMap(names => plainNames(names));
  const fix = listOf(issue.upgradePath).find(step => typeof step === 'string');
  const object = plainName(inside);
  report.rule({
    id,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    helpUri: `https://security.snyk.io/vuln/${encodeURIComponent(id)}`,
    cwes: cwesOf(listOf(cwes)),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOf(issue),
      ...(score !== undefined && { score }),
      message: title ?? id,
      ...(path !== undefined && { place: { path } }),
      ...(object !== undefined && { object }),
      package: { ...about, fixedVersions: fixedVersions(issue) },
      vulnerability: {
        id,
        aliases: [...new Set(aliases)].filter(name => name !== id),
        ...(issue.exploit === 'Attacked' && { knownExploited: true }),
      },
      ...(suppression && { suppression }),
      ...(issue.isUpgradable === true &&
        fix !== undefined && { fix: plainName(fix) }),
    },
    [about.name, about.version, path, object],
  );
}

/** Before Snyk knew of critical ones, it said so beside the severity. */
function severityOf(issue: Fields): ResultSeverity {
  return issue.severity === 'high' && issue.severityWithCritical === 'critical'
    ? 'critical'
    : severityOfWord(issue.severity);
}

function fixedVersions(issue: Fields): string[] {
  const versions = plainNames(issue.fixedIn);
  return versions.length > 0
    ? versions
    : plainNames([issue.nearestFixedInVersion]);
}

/** What somebody ignored, in a file or in Snyk, or patched. */
function suppressionOf({ filtered }: Fields): Suppression | undefined {
  if (!isFields(filtered)) return undefined;
  const [rule] = listOf(filtered.ignored).filter(isFields);
  if (!rule && listOf(filtered.patches).length === 0) return undefined;
  const reason = rule ? plainText(rule.reason) : 'patched by Snyk';
  const until = isoTime(rule?.expires);
  return {
    kind: 'external',
    status: 'accepted',
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
  };
}
