import { cell, code, longestRun } from '../../texts/inert';
import type { UpgradePlan } from '../plan';
import { headlineOf, notesOf, stuckOf, targetText, titleOf } from './words';

/** Text that is shown as it is, in a list item. */
function block(text: string, language: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence + language, ...text.split('\n').map(onLine), fence].map(
    line => `   ${line}`,
  );
}

/** Indentation stays. */
function onLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trimEnd();
}

/** A plan for people, as GitHub and GitLab show it. */
export function toMarkdown(plan: UpgradePlan, subject?: string): string {
  const lines = [
    subject ? `# Upgrade plan for ${code(subject)}` : '# Upgrade plan',
    '',
    headlineOf(plan).join(' '),
    '',
    ...changesOf(plan),
    ...staying(plan),
    ...targets(plan),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function changesOf(plan: UpgradePlan): string[] {
  if (plan.changes.length === 0) return [];
  const lines = ['## Changes', ''];
  plan.changes.forEach((change, index) => {
    lines.push(`${index + 1}. ${titleOf(change, code)}`, '');
    const { how } = change;
    if (how) {
      if (how.kind === 'file') lines.push(`   In ${code(how.file)}:`, '');
      lines.push(...block(how.text, how.kind === 'command' ? 'sh' : ''), '');
    }
    lines.push(...notesOf(change, code).map(note => `   - ${note}`), '');
  });
  return lines;
}

function staying(plan: UpgradePlan): string[] {
  const stuck = stuckOf(plan);
  if (stuck.length === 0) return [];
  return [
    '## What has no fix',
    '',
    ...stuck.map(
      ({ one, ids, reason }) =>
        `- ${code(one.package)} ${code(one.version)}: ${ids
          .map(code)
          .join(', ')}; ${reason}`,
    ),
    '',
  ];
}

function targets({ packages }: UpgradePlan): string[] {
  if (packages.length === 0) return [];
  const row = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const lines = [
    '## Where packages can go',
    '',
    row(['Package', 'Version', 'Clear of all', 'Clear of urgent', 'Newest']),
    row(['---', '---', '---', '---', '---']),
    ...packages.map(one =>
      row([
        code(one.package),
        code(one.version),
        targetText(one.clear, code),
        targetText(one.urgent, code),
        targetText(one.newest, code),
      ]),
    ),
    '',
  ];
  if (packages.some(({ versionsKnown }) => versionsKnown !== 'all')) {
    lines.push(
      'Not all versions of these packages are known: the lowest are the lowest that advisories name as fixed, and lower ones may be as good.',
    );
  }
  return lines;
}
