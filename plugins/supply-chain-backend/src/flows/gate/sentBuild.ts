import { inspectionRules } from '@safety-curtain/inspect';
import type {
  ReportedSource,
  SourceReport,
  SplitBuild,
} from '@safety-curtain/reports';
import { RISK_TOOL } from '@safety-curtain/risk';
import { isOwnTool } from '../upload/ownTools';
import { UnreadableSbomError } from '../upload/Uploads';

/**
 * A build as it was sent, once it says nothing in the name of the portal: of its
 * own tools only inspections are run elsewhere, by whoever builds.
 *
 * @throws UnreadableSbomError
 */
export function checkedBuild(build: SplitBuild): SplitBuild {
  const { base } = build;
  return {
    ...build,
    reports: build.reports.map(checkedReport),
    ...(base && {
      base: { ...base, reports: base.reports.map(checkedReport) },
    }),
  };
}

function checkedReport(report: SourceReport): SourceReport {
  const { id } = report.tool;
  if (isOwnTool(id) && !inspectionRules.has(id)) {
    throw new UnreadableSbomError(
      `${id} is a tool of the portal, which says itself what it finds`,
      'content',
    );
  }
  return report;
}

/**
 * Tools that looked at a build, by their ids. Packages are looked at whole only
 * where their lock files are told of: an SBOM alone says nothing of them.
 */
export function toolsIn({ reports, locks }: ReportedSource): Set<string> {
  return new Set([
    ...reports.map(({ tool }) => tool.id),
    ...(locks.length > 0 ? [RISK_TOOL.id] : []),
  ]);
}
