import { onOneLine } from '../../texts/inert';
import type { GateReasonReport, GateReport } from '../gateReport';
import {
  fixText,
  headlineOf,
  leftOutOf,
  licenseText,
  nothing,
  packageText,
  placeText,
  reasonText,
  reportedChanges,
} from './words';

/**
 * A report for a terminal: the verdict, then each line with what it is about.
 *
 * @public
 */
export function gateText(report: GateReport): string {
  const { subject, policy, base, reasons } = report;
  const left = leftOutOf(report);
  const lines = [
    headlineOf(report),
    `${subject}, policy ${policy.name}${base ? `, compared with ${base}` : ''}`,
    ...(left.length > 0 ? [`Findings not evaluated: ${left.join('; ')}`] : []),
    ...reasons.flatMap(reasonLines),
    ...changeLines(report),
  ];
  return lines.map(line => `${indented(line)}\n`).join('');
}

function indented(line: string): string {
  const [space] = /^ */.exec(line)!;
  return space + onOneLine(line);
}

function reasonLines(reason: GateReasonReport): string[] {
  const { outcome, findings, reported = nothing, components, notes } = reason;
  const left =
    findings.count -
    findings.items.length +
    (reported.count - reported.items.length) +
    (components.count - components.items.length) +
    (notes.count - notes.items.length);
  return [
    '',
    `${outcome.toUpperCase()}  ${reasonText(reason)}`,
    ...findings.items.map(finding => {
      const fix = fixText(finding);
      const told = [
        packageText(finding),
        finding.vulnerability,
        fix ? `fixed in ${fix}` : 'no fixed version is known',
        finding.manifests.join(', '),
      ];
      return `  ${told.filter(Boolean).join('  ')}`;
    }),
    ...reported.items.map(one => {
      const told = [one.severity, one.rule, placeText(one), one.message];
      return `  ${told.filter(Boolean).join('  ')}`;
    }),
    ...components.items.map(
      component =>
        `  ${component.name} ${component.version}  ${licenseText(component)}`,
    ),
    ...notes.items.map(({ at, reason: why }) => `  ${at}: ${why}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

function changeLines(report: GateReport): string[] {
  const { changes } = report;
  if (!changes) return [];
  const { findings, components } = changes;
  const { added, fixed } = reportedChanges(report);
  return [
    '',
    `Findings: ${findings.added.count} new, ${findings.fixed.count} fixed, ${findings.removed.count} gone with their packages`,
    `Found by tools: ${added.count} new, ${fixed.count} gone`,
    `Packages: ${components.added.count} added, ${components.changed.count} changed, ${components.removed.count} removed`,
  ];
}
