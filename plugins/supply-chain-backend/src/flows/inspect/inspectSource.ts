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

/**
 * What the inspections find in a source, one report for each of them. Files
 * that break or stall the process in which they are looked at are left out,
 * with those beside them.
 */
export async function inspectSource(
  { bundles, leftOut, complete }: FilesToInspect,
  inspection: SourceInspection,
): Promise<ToolReport[]> {
  const { now, allow, salt } = inspection;
  let reports = await inspectFiles([], { now, allow, salt });
  for (const bundle of bundles) {
    const found = await inspectBundle(bundle, inspection);
    reports = reports.map((report, index) =>
      'error' in found
        ? without(report, reasonOf(bundle, found.error))
        : mergeReports(report, found.reports[index]),
    );
  }
  return reports.map(report => {
    const whole = complete
      ? report
      : {
          ...report,
          partial: true,
          notices: [...report.notices, 'Some folders were not looked into.'],
        };
    return withoutAllowed(without(whole, leftOut));
  });
}

function inspectBundle(
  { file, index }: InspectedBundle,
  { pool, signal, ...options }: SourceInspection,
): ReturnType<EnginePool['inspectFiles']> {
  return pool.inspectFiles({ ...options, files: { file, index } }, signal);
}

function reasonOf({ paths }: InspectedBundle, error: string) {
  return new Map(paths.map(path => [path, error]));
}

/** A report that tells which of the files that it is about were left out. */
function without(
  report: ToolReport,
  files: ReadonlyMap<string, string>,
): ToolReport {
  const concerned = [...files].filter(([path]) =>
    inspectionsOf(path).includes(report.tool.id),
  );
  return leaveOut(report, new Map(concerned));
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
