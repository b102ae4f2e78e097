import {
  type GateFacts,
  gateGitlab,
  gateJunit,
  gateMarkdown,
  type GateReport,
  gateSarif,
  gateText,
} from '@safety-curtain/policy';
import { tool } from '../output/tool';
import type { CheckFormat } from './formats';

/**
 * A verdict as text. SARIF has all findings, whatever found them, and what lines of
 * the gate are about; GitLab's report those of dependencies, as its format has it.
 * GitHub and GitLab compare them with those of the target branch themselves.
 *
 * @param vex - writes all findings, with what was decided, as CycloneDX
 */
export function writeReport(
  report: GateReport,
  { findings, reported }: Pick<GateFacts, 'findings' | 'reported'>,
  vex: () => string,
  {
    format,
    key,
    link,
    startedAt,
  }: { format: CheckFormat; key?: string; link?: string; startedAt: Date },
): string {
  const formats: Record<CheckFormat, () => string> = {
    table: () => gateText(report),
    json: () => `${JSON.stringify(report, null, 2)}\n`,
    markdown: () => gateMarkdown(report, { key, link }),
    'cyclonedx-vex': vex,
    sarif: () => gateSarif(findings, { tool, reported, report }),
    gitlab: () =>
      gateGitlab(findings, { tool, startedAt, endedAt: new Date(), report }),
    junit: () => gateJunit(report),
  };
  return formats[format]();
}
