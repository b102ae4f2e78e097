import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { looksForSecrets } from '../identity/secretRules';
import type { Suppression } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { severityOfWord } from '../severity/severity';
import { plainName, plainText, webAddress } from '../text/plainText';

/** `checkov -o json`: one framework, or a list of them, each a series of its own. */
export const checkov: ReportReader = {
  id: 'checkov',
  name: 'Checkov',
  recognizes: ({ json }) =>
    isOfFramework(Array.isArray(json) ? json[0] : json) || isOfNothing(json),
  read({ json }, { maxResults }) {
    if (isOfNothing(json)) return [readNothing(json, maxResults)];
    const frameworks = Array.isArray(json) ? json.slice(0, 100) : [json];
    return frameworks
      .filter(isOfFramework)
      .map(framework => readFramework(framework, maxResults));
  },
};

function isOfFramework(value: unknown): value is Fields & { results: Fields } {
  return (
    isFields(value) &&
    typeof value.check_type === 'string' &&
    isFields(value.results)
  );
}

/** What Checkov writes where there was nothing to check. */
function isOfNothing(value: unknown): value is Fields {
  return (
    isFields(value) &&
    value.passed === 0 &&
    value.failed === 0 &&
    typeof value.checkov_version === 'string'
  );
}

function readNothing(
  { checkov_version: version, parsing_errors: unread }: Fields,
  maxResults: number,
) {
  const tool = toolOf('checkov', 'Checkov', plainName(version));
  const report = new ReportBuilder(tool, maxResults);
  report.notice('Checkov found nothing to check, and names no framework');
  return report.report({ partial: unread !== undefined && unread !== 0 });
}

function readFramework(
  { check_type: type, results, summary }: Fields & { results: Fields },
  maxResults: number,
) {
  const version = isFields(summary)
    ? plainName(summary.checkov_version)
    : undefined;
  const report = new ReportBuilder(
    toolOf('checkov', 'Checkov', version),
    maxResults,
  );
  for (const check of listOf(results.failed_checks).filter(isFields)) {
    addCheck(report, check, type);
  }
  for (const check of listOf(results.skipped_checks).filter(isFields)) {
    const result = isFields(check.check_result) ? check.check_result : {};
    const reason = plainText(result.suppress_comment);
    addCheck(report, check, type, {
      kind: 'source',
      status: 'accepted',
      ...(reason !== undefined && { reason }),
    });
  }
  const unread = listOf(results.parsing_errors);
  const isWhole = Array.isArray(results.failed_checks);
  if (!isWhole) report.notice('nothing says which checks failed');
  for (const file of unread.slice(0, 20)) {
    report.notice(`${placeIn(file)?.path ?? 'a file'} could not be parsed`);
  }
  return report.report({
    category: plainName(type),
    partial: unread.length > 0 || !isWhole,
  });
}

function addCheck(
  report: ReportBuilder,
  check: Fields,
  type: unknown,
  suppression?: Suppression,
): void {
  const rule = plainName(check.check_id) ?? 'unknown';
  const title = plainName(check.check_name) ?? rule;
  const helpUri = webAddress(check.guideline);
  const [startLine, endLine] = listOf(check.file_line_range);
  const place = placeIn(check.file_path, { startLine, endLine });
  const isSecret = type === 'secrets' || looksForSecrets({ id: rule });
  // Of a secret, the resource is a hash of it that anybody could try guesses on.
  const object = isSecret ? undefined : plainName(check.resource);
  report.rule({
    id: rule,
    title,
    ...(helpUri !== undefined && { helpUri }),
    cwes: [],
    tags: [],
  });
  report.add(
    {
      kind: isSecret ? 'secret' : 'configuration',
      rule,
      severity: severityOfWord(check.severity),
      message: title,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(suppression && { suppression }),
    },
    [place?.path, object],
  );
}

/** Checkov writes paths from the root that it ran at, with a slash before them. */
function placeIn(file: unknown, lines = {}) {
  return placeAt(
    typeof file === 'string' ? file.replace(/^\/+/, '') : undefined,
    lines,
  );
}
