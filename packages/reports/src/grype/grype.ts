import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { Suppression } from '../model/toolReport';
import {
  ecosystemNamed,
  packageNamed,
  packageOfPurl,
} from '../packages/reportedPackage';
import type { ReportReader } from '../reader';
import { imageName } from '../report/imageName';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import { scoreOf, severityOfWord } from '../severity/severity';
import {
  isoTime,
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** `grype … -o json`, with what it ignores. */
export const grype: ReportReader = {
  id: 'grype',
  name: 'Grype',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.matches) &&
    isFields(json.descriptor) &&
    typeof json.descriptor.name === 'string',
  read({ json }, { maxResults, root }) {
    const { matches, ignoredMatches, source, descriptor } = json as Fields;
    const { version, timestamp } = descriptor as Fields;
    const report = new ReportBuilder(
      toolOf('grype', 'Grype', plainName(version)),
      maxResults,
    );
    const { type, target } = isFields(source) ? source : {};
    const image =
      type === 'image' && isFields(target)
        ? imageName(target.userInput)
        : undefined;
    const readMatch = (match: Fields, suppression?: Suppression) =>
      addMatch(report, match, { isImage: type === 'image', root }, suppression);
    for (const match of listOf(matches).filter(isFields)) readMatch(match);
    for (const match of listOf(ignoredMatches).filter(isFields)) {
      readMatch(match, suppressionOf(match));
    }
    return [report.report({ category: image, ranAt: isoTime(timestamp) })];
  },
};

function addMatch(
  report: ReportBuilder,
  match: Fields,
  { isImage, root }: { isImage: boolean; root?: string },
  suppression?: Suppression,
): void {
  const artifact = isFields(match.artifact) ? match.artifact : {};
  const found = isFields(match.vulnerability) ? match.vulnerability : {};
  const id = plainName(found.id);
  const about =
    packageOfPurl(artifact.purl) ??
    packageNamed(
      artifact.name,
      artifact.version,
      ecosystemNamed(artifact.type),
    );
  if (id === undefined || !about) return;
  const location = listOf(artifact.locations)[0];
  const path = isFields(location) ? textOf(location.path) : undefined;
  const place = isImage ? undefined : placeIn(path, root);
  const fix = isFields(found.fix) ? found.fix : {};
  const state = plainName(fix.state);
  const description = plainText(found.description);
  const helpUri = webAddress(found.dataSource);
  const score = scoreIn(found);
  const aliases = listOf(match.relatedVulnerabilities)
    .slice(0, 50)
    .filter(isFields)
    .map(related => plainName(related.id))
    .filter(name => name !== undefined && name !== id) as string[];
  report.rule({
    id,
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: cwesOf(
      listOf(found.cwes).map(cwe => (isFields(cwe) ? cwe.cwe : cwe)),
    ),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOfWord(found.severity),
      ...(score !== undefined && { score }),
      message: description ?? `${id} in ${about.name}`,
      ...(place && { place }),
      ...(isImage && path !== undefined && { object: plainName(path) }),
      package: { ...about, fixedVersions: plainNames(fix.versions) },
      vulnerability: {
        id,
        aliases: [...new Set(aliases)],
        ...(listOf(found.knownExploited).length > 0 && {
          knownExploited: true,
        }),
        ...(state !== undefined && { status: state }),
      },
      ...(suppression && { suppression }),
    },
    [about.name, about.version, path],
  );
}

/** Of a folder, Grype writes paths from its root on, with a slash before them. */
function placeIn(path: string | undefined, root?: string) {
  return placeAt(path, {}, root) ?? placeAt(path?.replace(/^\/+/, ''), {});
}

function scoreIn({ cvss }: Fields): number | undefined {
  const scores = listOf(cvss)
    .slice(0, 20)
    .filter(isFields)
    .map(({ metrics }) =>
      isFields(metrics) ? scoreOf(metrics.baseScore) : undefined,
    )
    .filter(score => score !== undefined);
  return scores.length > 0 ? Math.max(...scores) : undefined;
}

function suppressionOf({ appliedIgnoreRules }: Fields): Suppression {
  const rules = listOf(appliedIgnoreRules).slice(0, 20).filter(isFields);
  const reason = rules
    .map(rule => plainText(rule.reason) ?? plainText(rule['vex-justification']))
    .find(text => text !== undefined);
  return {
    kind: 'external',
    status: 'accepted',
    ...(reason !== undefined && { reason }),
  };
}
