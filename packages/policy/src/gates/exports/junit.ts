import { onOneLine } from '../../texts/inert';
import type { GateReasonReport, GateReport } from '../gateReport';
import { fixText, packageText, placeText, reasonText } from './words';

/** What XML 1.0 does not allow at all (section 2.2). */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return onOneLine(text.toWellFormed().replace(FORBIDDEN, ' ')).replace(
    /[&<>"']/g,
    character => `&#${character.charCodeAt(0)};`,
  );
}

/**
 * A report as JUnit's XML, as CI servers show it: a test for each line that has something to say. One
 * that blocks fails; one that warns passes, with what it says as its output, since there is no word
 * for it.
 *
 * @public
 */
export function gateJunit(report: GateReport): string {
  const { subject, policy, reasons } = report;
  const blocked = reasons.filter(({ outcome }) => outcome === 'block').length;
  const tests = Math.max(reasons.length, 1);
  const cases =
    reasons.length > 0
      ? reasons.flatMap(reason => testCase(subject, reason))
      : [testTag(subject, 'Nothing to report', '/>')];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${tests}" failures="${blocked}">`,
    `  <testsuite name="${escaped(
      `Security gate: ${policy.name}`,
    )}" tests="${tests}" failures="${blocked}" errors="0" skipped="0">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testTag(subject: string, name: string, end: string): string {
  return `    <testcase classname="${escaped(subject)}" name="${escaped(
    name,
  )}"${end}`;
}

function testCase(subject: string, reason: GateReasonReport): string[] {
  const text = reasonText(reason);
  const lines = [
    ...reason.findings.items.map(
      finding =>
        `${packageText(finding)}: ${finding.vulnerability} ${fixText(finding)}`,
    ),
    ...(reason.reported?.items ?? []).map(
      one => `${one.rule} ${placeText(one)}: ${one.message ?? ''}`,
    ),
    ...reason.components.items.map(({ purl }) => purl),
    ...reason.notes.items.map(({ at, reason: why }) => `${at}: ${why}`),
  ].map(escaped);
  const body =
    reason.outcome === 'block'
      ? [
          `      <failure message="${escaped(text)}">${lines.join(
            '&#10;',
          )}</failure>`,
        ]
      : [
          `      <system-out>${[reason.outcome, ...lines].join(
            '&#10;',
          )}</system-out>`,
        ];
  return [testTag(subject, text, '>'), ...body, '    </testcase>'];
}
