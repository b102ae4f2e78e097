import {
  fieldsOf,
  isFields,
  listOf,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import { Fingerprints } from '../identity/fingerprint';
import type { ResultKind, ToolReport, ToolResult } from '../model/toolReport';
import { toolId } from '../identity/toolId';
import type { ReportOptions } from '../reader';
import { isoTime, plainName, plainText } from '../text/plainText';
import { cutNotice, WorstFirst } from '../report/WorstFirst';
import { basesOf } from './places';
import { isFinding, readResult, severityIn, type RunContext } from './results';
import { messageText, Rules } from './rules';
import { licensesNotice } from '../report/unread';

/** Notifications of a tool that are told. */
const MAX_NOTIFICATIONS = 20;

const UNTOLD =
  'the SARIF of Trivy does not say what it looked for: nothing is resolved because of it; its JSON says so';

/** A run as a report; results of a tool and category that came before stay told apart from these. */
export function readRun(
  run: Fields,
  options: ReportOptions & { maxResults: number },
  fingerprintsOf: (series: string) => Fingerprints,
): ToolReport {
  const tool = fieldsOf(run.tool, 'the tool of a run');
  const driver = fieldsOf(tool.driver, 'the driver of a tool');
  const name = plainName(driver.name) ?? 'unknown';
  const id = toolId(name);
  const category = categoryOf(run.automationDetails);
  const rules = new Rules(run, driver, listOf(tool.extensions).slice(0, 1000));
  const invocations = listOf(run.invocations).slice(0, 100);
  const { results, notices, cut, partial } = readResults(run, options, {
    tool: name,
    strings: driver.globalMessageStrings,
    invocations,
    rules,
    bases: basesOf(run, options.root),
    fingerprints: fingerprintsOf(`${id} ${category}`),
    salt: options.salt,
  });
  const lookedFor =
    id === 'trivy' && category === '' ? kindsIn(results) : undefined;
  const failed = failuresOf(invocations);
  const version =
    plainName(driver.semanticVersion) ?? plainName(driver.version);
  const ranAt = timeOf(invocations);
  const revision = revisionOf(run.versionControlProvenance);
  return {
    tool: { id, name, ...(version !== undefined && { version }) },
    category,
    ...(ranAt !== undefined && { ranAt }),
    ...(revision !== undefined && { revision }),
    ...(lookedFor && { lookedFor }),
    rules: rules.all(),
    results,
    notices: [
      ...notices,
      ...(lookedFor?.length === 0 ? [UNTOLD] : []),
      ...ruleNotices(rules),
      ...failed.notices,
    ],
    ...(cut && { cut }),
    ...((partial || failed.partial) && { partial: true }),
  };
}

function readResults(
  run: Fields,
  { maxResults }: { maxResults: number },
  context: RunContext,
): Pick<ToolReport, 'results' | 'notices' | 'cut' | 'partial'> {
  const worst = new WorstFirst<Fields>(maxResults);
  for (const entry of listOf(run.results)) {
    const result = fieldsOf(entry, 'a result');
    if (isFinding(result)) worst.add(severityIn(result, context), result);
  }
  const results: ToolResult[] = [];
  let licenses = 0;
  for (const result of worst.items()) {
    const read = readResult(result, context);
    if (read === 'license') licenses += 1;
    else results.push(read);
  }
  const cut = worst.cut();
  const notices = cut ? [cutNotice(cut)] : [];
  if (licenses > 0) {
    notices.push(licensesNotice(licenses));
  }
  const hasOthers = isFields(run.externalPropertyFileReferences);
  if (hasOthers) {
    notices.push('what the log has in files of its own is not read');
  }
  // SARIF 2.1.0, 3.14.23: so is a run that only tells of rules, or did not get to its results.
  const hasResults = Array.isArray(run.results);
  if (!hasResults) {
    notices.push('a run has no results: nothing says that it looked');
  }
  return { results, notices, cut, partial: hasOthers || !hasResults };
}

function ruleNotices({ left, total }: Rules): string[] {
  return left > 0 ? [`only ${total - left} of ${total} rules are read`] : [];
}

/**
 * Trivy looks for several kinds of things, one or all at a time, and its SARIF says only what it
 * found: what it found nothing of it may not have looked for.
 */
function kindsIn(results: readonly ToolResult[]): ResultKind[] {
  return [...new Set(results.map(({ kind }) => kind))].sort();
}

/** What comes before the last slash; what follows it names the one run. */
function categoryOf(details: unknown): string {
  const id = isFields(details) ? plainName(details.id) ?? '' : '';
  return id.slice(0, Math.max(id.lastIndexOf('/'), 0));
}

/** A tool that failed says so, and why in its notifications. */
function failuresOf(invocations: unknown[]) {
  const failed = invocations
    .filter(isFields)
    .filter(({ executionSuccessful }) => executionSuccessful === false);
  const texts = failed
    .flatMap(invocation => [
      ...listOf(invocation.toolExecutionNotifications).slice(0, 1000),
      ...listOf(invocation.toolConfigurationNotifications).slice(0, 1000),
    ])
    .filter(isFields)
    .filter(
      ({ level }) =>
        level === undefined || level === 'error' || level === 'warning',
    )
    .map(({ message }) => plainText(messageText(message), 300))
    .filter(text => text !== undefined);
  const told = [...new Set(texts)].slice(0, MAX_NOTIFICATIONS);
  return {
    partial: failed.length > 0,
    notices:
      failed.length > 0
        ? ['the tool says that it did not finish', ...told]
        : [],
  };
}

function timeOf(invocations: unknown[]): string | undefined {
  return invocations
    .filter(isFields)
    .map(
      ({ startTimeUtc, endTimeUtc }) =>
        isoTime(endTimeUtc) ?? isoTime(startTimeUtc),
    )
    .find(time => time !== undefined);
}

function revisionOf(provenance: unknown): string | undefined {
  const first = listOf(provenance)[0];
  return isFields(first) ? plainName(textOf(first.revisionId)) : undefined;
}
