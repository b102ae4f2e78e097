import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { toolId } from '../identity/toolId';
import type { ToolReport } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { ReportError } from '../ReportError';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { isoTime, plainName, plainText } from '../text/plainText';
import { addFinding } from './findings';
import { addVulnerability, managersOf } from './vulnerabilities';
import { TYPES, type GitLabContext, type ScanType } from './gitlabContext';

/** Security reports of GitLab's analyzers, and of others in their format (schemas 2 to 15). */
export const gitlab: ReportReader = {
  id: 'gitlab',
  name: 'GitLab security reports (2 to 15)',
  recognizes: ({ json }) =>
    isFields(json) &&
    typeof json.version === 'string' &&
    Array.isArray(json.vulnerabilities) &&
    (isFields(json.scan)
      ? typeof json.scan.type === 'string'
      : Array.isArray(json.remediations) || isFinding(json.vulnerabilities[0])),
  read({ json }, { maxResults, salt, root }) {
    const document = json as Fields;
    const scan = isFields(document.scan) ? document.scan : {};
    const all = listOf(document.vulnerabilities).filter(isFields);
    const type = typeOf(scan, all[0]);
    const managers = managersOf(document.dependency_files);
    const report = new ReportBuilder(scannerOf(scan, type), maxResults);
    for (const found of all) {
      addEntry(report, found, { type, salt, root, managers });
    }
    return [reportOf(report, scan, type)];
  },
};

function isFinding(value: unknown): boolean {
  return (
    isFields(value) && Array.isArray(value.identifiers) && 'location' in value
  );
}

/** Reports of schema 2 say it of every entry, and not of the scan. */
function typeOf(scan: Fields, first?: Fields): ScanType {
  const named = scan.type ?? first?.category;
  const type = TYPES.find(each => each === named);
  if (type) return type;
  if (named !== undefined) {
    throw new ReportError(
      `GitLab's reports of ${plainName(named) ?? 'this type'} are not read`,
    );
  }
  const location = isFields(first?.location) ? first.location : {};
  if ('image' in location) return 'container_scanning';
  const { dependency } = location;
  return isFields(dependency) && 'version' in dependency
    ? 'dependency_scanning'
    : 'sast';
}

/** One for all entries: a report without any does not name the scanners of each. */
function scannerOf({ scanner }: Fields, type: ScanType): ToolReport['tool'] {
  const { id, name, version }: Fields = isFields(scanner) ? scanner : {};
  const known = plainName(name) ?? plainName(id);
  return known === undefined
    ? toolOf(`gitlab-${toolId(type)}`, `GitLab ${type}`)
    : toolOf(toolId(known), known, plainName(version));
}

function addEntry(
  report: ReportBuilder,
  found: Fields,
  context: GitLabContext,
): void {
  const { type } = context;
  if (type === 'dependency_scanning' || type === 'container_scanning') {
    addVulnerability(report, found, context);
  } else addFinding(report, found, context);
}

function reportOf(
  report: ReportBuilder,
  { status, messages, start_time: start, end_time: end }: Fields,
  category: ScanType,
): ToolReport {
  let partial = status === 'failure';
  if (partial) report.notice('the scan failed');
  for (const message of listOf(messages).slice(0, 1000).filter(isFields)) {
    const isError = message.level === 'error' || message.level === 'fatal';
    partial ||= isError;
    const told = plainText(message.value, 200);
    if (told !== undefined && (isError || message.level === 'warn')) {
      report.notice(told);
    }
  }
  return report.report({
    category,
    ranAt: utc(end) ?? utc(start),
    partial,
  });
}

/** GitLab writes times without a zone, and means UTC. */
function utc(value: unknown): string | undefined {
  const time = textOf(value);
  return isoTime(
    time !== undefined && /T\d\d:\d\d(?::\d\d)?$/.test(time)
      ? `${time}Z`
      : time,
  );
}
