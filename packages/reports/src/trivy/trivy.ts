import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { ResultKind, Suppression } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { imageName } from '../report/imageName';
import { isoTime, plainName, plainText } from '../text/plainText';
import { addMisconfiguration, addSecret, addVulnerability } from './findings';
import type { TrivyContext } from './trivyContext';
import { licensesNotice } from '../report/unread';

/** `trivy … --format json`; licenses are no results. */
export const trivy: ReportReader = {
  id: 'trivy',
  name: 'Trivy (schema 2)',
  recognizes: ({ json }) =>
    isFields(json) &&
    [2, '2'].includes(json.SchemaVersion as never) &&
    typeof json.ArtifactName === 'string',
  read({ json }, { maxResults, salt, root }) {
    const { ArtifactName, ArtifactType, CreatedAt, Metadata, Results } =
      json as Fields;
    const report = new ReportBuilder(toolOf('trivy', 'Trivy'), maxResults);
    const isImage = ArtifactType === 'container_image';
    const context = { report, salt, root, isImage };
    let licenses = 0;
    for (const result of listOf(Results).filter(isFields)) {
      readResult(result, context);
      licenses += listOf(result.Licenses).length;
    }
    const lookedFor = kindsIn(listOf(Results));
    if (lookedFor.length === 0) {
      report.notice('nothing in the report says what Trivy looked for');
    }
    if (licenses > 0) {
      report.notice(licensesNotice(licenses));
    }
    return [
      report.report({
        category: isImage ? imageName(ArtifactName) : '',
        ranAt: isoTime(CreatedAt),
        revision: isFields(Metadata) ? plainName(Metadata.Commit) : undefined,
        lookedFor,
      }),
    ];
  },
};

const KINDS: ReadonlyMap<unknown, ResultKind> = new Map([
  ['os-pkgs', 'vulnerability'],
  ['lang-pkgs', 'vulnerability'],
  ['config', 'configuration'],
  ['secret', 'secret'],
]);

/**
 * What Trivy looked for: as `trivy fs` it looks for other things than as `trivy config`, and neither
 * names the other's. Of secrets it tells only where it found one.
 */
function kindsIn(results: unknown[]): ResultKind[] {
  const kinds = results.filter(isFields).flatMap(result => [
    KINDS.get(result.Class),
    // Versions before 0.20 had no classes.
    'Vulnerabilities' in result ? ('vulnerability' as const) : undefined,
    'Misconfigurations' in result ? ('configuration' as const) : undefined,
  ]);
  return [...new Set(kinds)].filter(kind => kind !== undefined).sort();
}

function readResult(result: Fields, context: TrivyContext): void {
  for (const found of listOf(result.Vulnerabilities).filter(isFields)) {
    addVulnerability(found, result, context);
  }
  for (const found of listOf(result.Misconfigurations).filter(isFields)) {
    addMisconfiguration(found, result, context);
  }
  for (const found of listOf(result.Secrets).filter(isFields)) {
    addSecret(found, result, context);
  }
  const modified = listOf(result.ExperimentalModifiedFindings);
  for (const entry of modified.filter(isFields)) {
    if (!isFields(entry.Finding)) continue;
    const suppression = suppressionOf(entry);
    if (entry.Type === 'vulnerability') {
      addVulnerability(entry.Finding, result, context, suppression);
    } else if (entry.Type === 'misconfiguration') {
      addMisconfiguration(entry.Finding, result, context, suppression);
    } else if (entry.Type === 'secret') {
      addSecret(entry.Finding, result, context, suppression);
    }
  }
}

function suppressionOf({ Status, Statement, Source }: Fields): Suppression {
  const reason = plainText(Statement) ?? plainText(textOf(Source));
  return {
    kind: 'external',
    status: Status === 'under_investigation' ? 'under-review' : 'accepted',
    ...(reason !== undefined && { reason }),
  };
}
