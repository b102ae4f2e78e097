import {
  entriesOf,
  fieldsOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { Fingerprints, fingerprintOf } from '../identity/fingerprint';
import type {
  ResultSeverity,
  ToolReport,
  ToolResult,
} from '../model/toolReport';
import { sourcePath } from '../place/sourcePath';
import type { ReportReader } from '../reader';
import { ReportError } from '../ReportError';

/** SARIF, the format that most analyzers write (OASIS, 2.1.0). */
export const sarif: ReportReader = {
  id: 'sarif',
  name: 'SARIF 2.1.0',
  recognizes: ({ json }) => isFields(json) && Array.isArray(json.runs),
  read({ json }, { maxResults, root }) {
    const { version, runs } = fieldsOf(json, 'the log');
    if (version !== '2.1.0') {
      throw new ReportError(`SARIF ${version} is not read, 2.1.0 is`);
    }
    return listOf(runs).map(run =>
      readRun(fieldsOf(run, 'a run'), maxResults, root),
    );
  },
};

function readRun(run: Fields, maxResults: number, root?: string): ToolReport {
  const driver = fieldsOf(fieldsOf(run.tool, 'the tool').driver, 'the driver');
  const name = textOf(driver.name) ?? 'unknown';
  const all = listOf(run.results);
  const fingerprints = new Fingerprints();
  return {
    tool: {
      id: name.toLowerCase().replace(/[^a-z0-9.]+/g, '-'),
      name,
      version: textOf(driver.semanticVersion) ?? textOf(driver.version),
    },
    category: '',
    rules: [],
    results: all
      .slice(0, maxResults)
      .flatMap(result =>
        readResult(fieldsOf(result, 'a result'), fingerprints, root),
      ),
    notices: [],
    ...(all.length > maxResults && {
      cut: { read: maxResults, total: all.length },
    }),
  };
}

function readResult(
  result: Fields,
  fingerprints: Fingerprints,
  root?: string,
): ToolResult[] {
  const rule = textOf(result.ruleId) ?? 'unknown';
  const message = isFields(result.message)
    ? textOf(result.message.text) ?? ''
    : '';
  const place = placeOf(listOf(result.locations)[0], root);
  const own =
    entriesOf(result.fingerprints)[0] ??
    entriesOf(result.partialFingerprints)[0];
  return [
    {
      kind: 'code',
      rule,
      severity: severityOf(result.level),
      message,
      place,
      fingerprint: fingerprints.unique(
        own
          ? fingerprintOf(rule, ...own.map(String))
          : fingerprintOf(rule, place?.path, message),
      ),
    },
  ];
}

function severityOf(level: unknown): ResultSeverity {
  if (level === 'error') return 'high';
  if (level === 'note') return 'low';
  return level === 'none' ? 'none' : 'medium';
}

function placeOf(location: unknown, root?: string): ToolResult['place'] {
  if (!isFields(location) || !isFields(location.physicalLocation))
    return undefined;
  const { artifactLocation, region } = location.physicalLocation;
  const uri = isFields(artifactLocation)
    ? textOf(artifactLocation.uri)
    : undefined;
  const path = uri === undefined ? undefined : sourcePath(uri, root);
  if (path === undefined) return undefined;
  const line =
    isFields(region) && typeof region.startLine === 'number'
      ? region.startLine
      : undefined;
  return { path, startLine: line };
}
