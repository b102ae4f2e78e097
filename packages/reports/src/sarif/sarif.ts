import { type Fields, fieldsOf, isFields } from '@safety-curtain/input';
import { Fingerprints } from '../identity/fingerprint';
import type { ToolReport } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { ReportError } from '../ReportError';
import { plainName } from '../text/plainText';
import { readRun } from './runs';

/** As GitHub reads at most. */
const MAX_RUNS = 20;

/** SARIF, the format that most analyzers write (OASIS, 2.1.0). */
export const sarif: ReportReader = {
  id: 'sarif',
  name: 'SARIF 2.1.0',
  recognizes: ({ json }) =>
    isFields(json) &&
    (Array.isArray(json.runs)
      ? json.version !== undefined || isOfSchema(json)
      : isOfSchema(json)),
  read({ json }, options) {
    const { version, runs } = fieldsOf(json, 'the log');
    if (version !== '2.1.0') {
      throw new ReportError(
        `SARIF ${
          plainName(version) ?? 'without a version'
        } is not read, 2.1.0 is`,
      );
    }
    if (!Array.isArray(runs)) throw new ReportError('the log has no runs');
    const all: unknown[] = runs;
    const series = new Map<string, Fingerprints>();
    const reports = all.slice(0, MAX_RUNS).map(run =>
      readRun(fieldsOf(run, 'a run'), options, key => {
        const found = series.get(key) ?? new Fingerprints();
        series.set(key, found);
        return found;
      }),
    );
    const merged = mergedBySeries(reports);
    if (all.length > MAX_RUNS && merged.length > 0) {
      merged[0].notices.push(
        `only the first ${MAX_RUNS} of ${all.length} runs are read`,
      );
      // What is in the others may be of any of these.
      for (const report of merged) report.partial = true;
    }
    return merged;
  },
};

function isOfSchema({ $schema }: Fields): boolean {
  return typeof $schema === 'string' && /sarif/i.test($schema.slice(0, 500));
}

/** Runs of one tool and category are one report: neither resolves what is in the other. */
function mergedBySeries(reports: readonly ToolReport[]): ToolReport[] {
  const merged = new Map<string, ToolReport>();
  for (const report of reports) {
    const key = `${report.tool.id} ${report.category}`;
    const before = merged.get(key);
    merged.set(key, before ? joinedReports(before, report) : report);
  }
  return [...merged.values()];
}

function joinedReports(one: ToolReport, other: ToolReport): ToolReport {
  const known = new Set(one.rules.map(({ id }) => id));
  const all = (report: ToolReport) =>
    report.cut ?? {
      read: report.results.length,
      total: report.results.length,
    };
  return {
    ...one,
    ranAt: one.ranAt ?? other.ranAt,
    revision: one.revision ?? other.revision,
    rules: [...one.rules, ...other.rules.filter(({ id }) => !known.has(id))],
    results: [...one.results, ...other.results],
    ...(one.lookedFor &&
      other.lookedFor && {
        lookedFor: [...new Set([...one.lookedFor, ...other.lookedFor])],
      }),
    notices: [...new Set([...one.notices, ...other.notices])],
    ...((one.cut || other.cut) && {
      cut: {
        read: all(one).read + all(other).read,
        total: all(one).total + all(other).total,
      },
    }),
    ...((one.partial || other.partial) && { partial: true }),
  };
}
