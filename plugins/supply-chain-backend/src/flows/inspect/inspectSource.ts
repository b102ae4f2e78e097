import {
  type AllowedSecret,
  inspectFiles,
  inspectionsOf,
  leaveOut,
} from '@safety-curtain/inspect';
import type { ToolReport, ToolResult } from '@safety-curtain/reports';
import { breathe } from '../../database/dialect';
import type { EnginePool } from '../../engines/EnginePool';
import type {
  FilesToInspect,
  InspectedBundle,
} from '../../outside/sources/InspectedFiles';

/** By what a source is inspected. */
export interface SourceInspection {
  pool: Pick<EnginePool, 'inspectFiles'>;
  /** What secrets are hashed with. */
  salt: Uint8Array;
  now: Date;
  allow: readonly AllowedSecret[];
  /** Where files may be put. */
  folder: string;
  signal: AbortSignal;
}

/** What came of inspecting a source. */
export interface InspectedSource {
  /** One of each inspection. */
  reports: ToolReport[];
  /** A process failed: it may go well another time, though the source is the same. */
  failed: boolean;
}

/** Results of one inspection of one source; there is no working through more. */
const MOST_RESULTS = 10_000;
const TOO_MANY = 'there are too many results';

/**
 * What the inspections find in a source, one report for each of them. Files
 * that break or stall the process in which they are looked at are left out,
 * with those beside them.
 */
export async function inspectSource(
  { bundles, leftOut, complete }: FilesToInspect,
  inspection: SourceInspection,
): Promise<InspectedSource> {
  const { now, allow, salt } = inspection;
  let reports = await inspectFiles([], { now, allow, salt });
  let failed = false;
  for (const bundle of bundles) {
    const found = await inspectBundle(bundle, inspection);
    failed ||= 'error' in found;
    const reason = 'error' in found ? found.error : TOO_MANY;
    const missed = await byTool(bundle.paths.map(path => [path, reason]));
    reports = reports.map((report, index) => {
      const more = 'error' in found ? undefined : found.reports[index];
      return more && report.results.length + more.results.length <= MOST_RESULTS
        ? mergeReports(report, more)
        : without(report, missed);
    });
  }
  const rest = await byTool(leftOut);
  const whole = reports.map(report =>
    withRest(without(report, rest), complete),
  );
  return { reports: whole.map(withoutAllowed), failed };
}

/** With folders that were not even looked into. */
function withRest(report: ToolReport, complete: boolean): ToolReport {
  return complete
    ? report
    : {
        ...report,
        partial: true,
        notices: [...report.notices, 'Some folders were not looked into.'],
      };
}

function inspectBundle(
  { file, index }: InspectedBundle,
  { pool, signal, ...options }: SourceInspection,
): ReturnType<EnginePool['inspectFiles']> {
  return pool.inspectFiles({ ...options, files: { file, index } }, signal);
}

/** Files that were left out and why, by the tool that would have looked at them. */
type MissedFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** There may be as many as files in a source. */
async function byTool(
  files: Iterable<readonly [path: string, reason: string]>,
): Promise<MissedFiles> {
  const missed = new Map<string, Map<string, string>>();
  for (const [path, reason] of files) {
    await breathe();
    for (const tool of inspectionsOf(path)) {
      const ofTool = missed.get(tool) ?? new Map<string, string>();
      missed.set(tool, ofTool.set(path, reason));
    }
  }
  return missed;
}

/** A report that tells which files were left out. */
function without(report: ToolReport, missed: MissedFiles): ToolReport {
  const files = missed.get(report.tool.id);
  return files ? leaveOut(report, files) : report;
}

function mergeReports(one: ToolReport, other: ToolReport): ToolReport {
  return {
    ...one,
    results: [...one.results, ...other.results],
    notices: [...new Set([...one.notices, ...other.notices])],
    leftOut: [...(one.leftOut ?? []), ...(other.leftOut ?? [])],
    partial: one.partial || other.partial,
  };
}

/** Those whom the portal's own configuration lets be are counted, and no findings. */
function withoutAllowed(report: ToolReport): ToolReport {
  const isAllowed = ({ suppression }: ToolResult) =>
    suppression?.status === 'accepted';
  const allowed = report.results.filter(isAllowed);
  if (allowed.length === 0) return report;
  return {
    ...report,
    results: report.results.filter(result => !isAllowed(result)),
    notices: [
      ...report.notices,
      `Let be by supplyChain.inspections.secrets.allow: ${allowed.length}`,
    ],
  };
}
