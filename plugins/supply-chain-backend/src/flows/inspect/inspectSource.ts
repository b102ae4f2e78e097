import {
  type AllowedSecret,
  inspectFiles,
  inspectionsOf,
  leaveOut,
} from '@safety-curtain/inspect';
import type { ToolReport, ToolResult } from '@safety-curtain/reports';
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
    reports = reports.map((report, index) => {
      if ('error' in found) return without(report, bundle, found.error);
      const more = found.reports[index];
      return report.results.length + more.results.length > MOST_RESULTS
        ? without(report, bundle, TOO_MANY)
        : mergeReports(report, more);
    });
  }
  const whole = reports.map(report => withRest(report, leftOut, complete));
  return { reports: whole.map(withoutAllowed), failed };
}

/** With what was not even looked at. */
function withRest(
  report: ToolReport,
  leftOut: ReadonlyMap<string, string>,
  complete: boolean,
): ToolReport {
  const told = leaveOut(report, concerning(report, leftOut));
  return complete
    ? told
    : {
        ...told,
        partial: true,
        notices: [...told.notices, 'Some folders were not looked into.'],
      };
}

function inspectBundle(
  { file, index }: InspectedBundle,
  { pool, signal, ...options }: SourceInspection,
): ReturnType<EnginePool['inspectFiles']> {
  return pool.inspectFiles({ ...options, files: { file, index } }, signal);
}

/** A report that tells that files of a bundle were left out. */
function without(
  report: ToolReport,
  { paths }: InspectedBundle,
  reason: string,
): ToolReport {
  const files = new Map(paths.map(path => [path, reason]));
  return leaveOut(report, concerning(report, files));
}

/** Those of some files that a report is about. */
function concerning(
  { tool }: ToolReport,
  files: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    [...files].filter(([path]) => inspectionsOf(path).includes(tool.id)),
  );
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
