import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { ReportedPackage } from '../model/toolReport';
import { ecosystemOfFile } from '../packages/ecosystemOfFile';
import {
  ecosystemNamed,
  ecosystemOfSystem,
  packageNamed,
} from '../packages/reportedPackage';
import { placeAt } from '../report/lines';
import type { ReportBuilder } from '../report/ReportBuilder';
import { confidenceOf, severityOfWord } from '../severity/severity';
import { plainName, plainNames, plainText } from '../text/plainText';
import type { GitLabContext } from './gitlabContext';
import {
  identifiersOf,
  suppressionOf,
  weaknessesOf,
  type Identifier,
} from './identifiers';

const MAX_FILES = 10_000;

/** What names a weakness, and no vulnerability. */
const OF_WEAKNESSES = new Set(['cwe', 'owasp', 'capec', 'wasc']);

/** The package manager of every file, where the report says so. */
export function managersOf(files: unknown): ReadonlyMap<string, string> {
  const managers = new Map<string, string>();
  for (const file of listOf(files).slice(0, MAX_FILES).filter(isFields)) {
    const path = textOf(file.path);
    const manager = textOf(file.package_manager);
    if (path !== undefined && manager !== undefined)
      managers.set(path, manager);
  }
  return managers;
}

/** What `dependency_scanning` and `container_scanning` found in a package. */
export function addVulnerability(
  report: ReportBuilder,
  found: Fields,
  { type, root, managers }: GitLabContext,
): void {
  const identifiers = identifiersOf(found);
  const names = identifiers.filter(each => !OF_WEAKNESSES.has(each.type));
  const known =
    names.find(each => each.type === 'cve') ??
    names.find(each => each.type === 'ghsa') ??
    names[0];
  const id = known?.name ?? plainName(found.name) ?? 'unknown';
  const location = isFields(found.location) ? found.location : {};
  const isImage = type === 'container_scanning';
  const about = packageIn(location, identifiers, managers);
  const title = plainName(found.name) ?? plainName(found.message);
  const description = plainText(found.description);
  const confidence = confidenceOf(found.confidence);
  const place = isImage ? undefined : placeAt(location.file, {}, root);
  const object = isImage ? plainName(location.image) : undefined;
  const suppression = suppressionOf(found);
  const fix = plainText(found.solution);
  report.rule({
    id,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(known?.url !== undefined && { helpUri: known.url }),
    cwes: weaknessesOf(identifiers),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOfWord(found.severity),
      ...(confidence !== undefined && { confidence }),
      message: title ?? description ?? id,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(about && {
        package: { ...about, fixedVersions: versionsIn(fix) },
      }),
      vulnerability: {
        id,
        aliases: [...new Set(names.map(({ name }) => name))].filter(
          name => name !== id,
        ),
      },
      ...(suppression && { suppression }),
      ...(fix !== undefined && { fix }),
    },
    [about?.name, about?.version, place?.path],
  );
}

const UPGRADE =
  /^Upgrade (?:\S+ )?(?:from \S+ )?to (?:versions? )?([^\s,]+(?:, [^\s,]+)*)(?: or above)?\.?$/;

/** The versions that analyzers tell to upgrade to. */
function versionsIn(solution = ''): string[] {
  const versions = UPGRADE.exec(solution.slice(0, 300))?.[1] ?? '';
  return plainNames(versions.replace(/\.$/, '').split(', '));
}

function packageIn(
  location: Fields,
  identifiers: Identifier[],
  managers: ReadonlyMap<string, string>,
): ReportedPackage | undefined {
  const dependency = isFields(location.dependency) ? location.dependency : {};
  const named = isFields(dependency.package) ? dependency.package : {};
  const { direct } = dependency;
  const ecosystem =
    ecosystemOfSystem(location.operating_system) ??
    ecosystemNamed(managers.get(textOf(location.file) ?? '')) ??
    ecosystemNamed(typeInDatabase(identifiers)) ??
    ecosystemOfFile(textOf(location.file));
  // GitLab joins the group and the name of an artifact with a slash.
  const name =
    ecosystem === 'Maven' ? textOf(named.name)?.replace('/', ':') : named.name;
  const about = packageNamed(name, dependency.version, ecosystem);
  return about && typeof direct === 'boolean' ? { ...about, direct } : about;
}

/** The folder of GitLab's database that an advisory is in: a type of package URLs. */
function typeInDatabase(identifiers: Identifier[]): string | undefined {
  return identifiers
    .map(({ url }) =>
      /\/gemnasium-db\/-\/blob\/[^/]+\/([a-z]+)\//.exec(url ?? ''),
    )
    .find(match => match !== null)?.[1];
}
