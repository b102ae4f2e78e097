import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { Place, ReportedPackage, Suppression } from '../model/toolReport';
import { packageNamed, packageOfPurl } from '../packages/reportedPackage';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import {
  confidenceOf,
  scoreOf,
  severityOfScore,
  severityOfWord,
} from '../severity/severity';
import {
  isoTime,
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** `dependency-check --format JSON`, with what it suppresses. */
export const dependencyCheck: ReportReader = {
  id: 'dependency-check',
  name: 'OWASP Dependency-Check (report schema 1)',
  recognizes: ({ json }) =>
    isFields(json) &&
    typeof json.reportSchema === 'string' &&
    isFields(json.scanInfo) &&
    Array.isArray(json.dependencies),
  read({ json }, { maxResults, root }) {
    const { scanInfo, projectInfo, dependencies } = json as Fields;
    const { engineVersion, analysisExceptions } = scanInfo as Fields;
    const report = new ReportBuilder(
      toolOf('dependency-check', 'Dependency-Check', plainName(engineVersion)),
      maxResults,
    );
    for (const dependency of listOf(dependencies).filter(isFields)) {
      readDependency(report, dependency, root);
    }
    const failed = listOf(analysisExceptions).filter(isFields);
    for (const { exception } of failed.slice(0, 20)) {
      const message = isFields(exception) ? exception.message : undefined;
      report.notice(plainText(message, 200) ?? 'an analysis failed');
    }
    return [
      report.report({
        ranAt: isoTime(
          isFields(projectInfo) ? projectInfo.reportDate : undefined,
        ),
        partial: failed.length > 0,
      }),
    ];
  },
};

/** What vulnerabilities of one file have in common. */
interface Dependency {
  about: ReportedPackage;
  place?: Place;
  /** The file as the tool names it, without the folders of the machine that it ran on. */
  file?: string;
  /** How sure the tool is that the file is what it takes it for. */
  certainty: unknown;
}

function readDependency(
  report: ReportBuilder,
  given: Fields,
  root?: string,
): void {
  const about = packageIn(given);
  if (!about) return;
  // Behind the question mark stands what a lock file names.
  const path = textOf(given.filePath)?.replace(/\?.*$/s, '');
  const [certain] = listOf(given.vulnerabilityIds).filter(isFields);
  const dependency: Dependency = {
    about,
    place: placeAt(path, {}, root),
    file: plainName(given.fileName),
    certainty: certain?.confidence,
  };
  for (const found of listOf(given.vulnerabilities).filter(isFields)) {
    addFound(report, found, dependency);
  }
  for (const found of listOf(given.suppressedVulnerabilities).filter(
    isFields,
  )) {
    const reason = plainText(found.notes);
    addFound(report, found, dependency, {
      kind: 'external',
      status: 'accepted',
      ...(reason !== undefined && { reason }),
    });
  }
}

function packageIn({
  packages,
  fileName,
}: Fields): ReportedPackage | undefined {
  return (
    listOf(packages)
      .slice(0, 20)
      .filter(isFields)
      .map(({ id }) => packageOfPurl(id))
      .find(about => about !== undefined) ?? packageNamed(fileName, undefined)
  );
}

function addFound(
  report: ReportBuilder,
  found: Fields,
  { about, place, file, certainty }: Dependency,
  suppression?: Suppression,
): void {
  const id = plainName(found.name);
  if (id === undefined) return;
  const description = plainText(found.description);
  const helpUri = listOf(found.references)
    .slice(0, 50)
    .map(reference => isFields(reference) && webAddress(reference.url))
    .find(url => typeof url === 'string');
  const score = scoreIn(found);
  const word = severityOfWord(found.severity);
  const confidence = confidenceOf(certainty);
  report.rule({
    id,
    ...(description !== undefined && { description }),
    ...(typeof helpUri === 'string' && { helpUri }),
    cwes: cwesOf(listOf(found.cwes)),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity:
        word === 'unknown' && score !== undefined
          ? severityOfScore(score)
          : word,
      ...(score !== undefined && { score }),
      ...(confidence !== undefined && { confidence }),
      message: description ?? id,
      ...(place && { place }),
      ...(file !== undefined && { object: file }),
      package: { ...about, fixedVersions: fixedIn(found) },
      vulnerability: {
        id,
        aliases: [],
        ...(isFields(found.knownExploitedVulnerability) && {
          knownExploited: true,
        }),
      },
      ...(suppression && { suppression }),
    },
    [about.name, about.version, place?.path, file],
  );
}

/** Of the newest version of CVSS that there is. */
function scoreIn({ cvssv4, cvssv3, cvssv2 }: Fields): number | undefined {
  return [cvssv4, cvssv3, cvssv2]
    .filter(isFields)
    .map(({ baseScore, score }) => scoreOf(baseScore ?? score))
    .find(score => score !== undefined);
}

/** Where the range ends in which the version was found. */
function fixedIn({ vulnerableSoftware }: Fields): string[] {
  return plainNames(
    listOf(vulnerableSoftware)
      .slice(0, 1000)
      .map(entry => (isFields(entry) ? entry.software : undefined))
      .filter(isFields)
      .filter(software =>
        ['true', true].includes(software.vulnerabilityIdMatched as never),
      )
      .map(software => software.versionEndExcluding),
  );
}
