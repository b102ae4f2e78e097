import { refreshOf } from '@safety-curtain/sbom';
import type { PlannedChange, UpgradePlan } from '../plan';
import { onOneLine } from '../../texts/inert';
import { headlineOf, notesOf, stuckOf, titleOf } from './words';

/** One word of a POSIX shell, whatever is in it (POSIX.1-2024, XCU 2.2.2). */
function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

const plain = onOneLine;

/**
 * A plan as a shell script: what has a command, as one; what has to be written into a file, as a
 * comment with what to run after it.
 */
export function toCommands(plan: UpgradePlan): string {
  const lines = ['#!/bin/sh', 'set -e', ''];
  lines.push(...headlineOf(plan).map(comment));
  plan.changes.forEach((change, index) => {
    lines.push('', comment(`${index + 1}. ${titleOf(change, plain)}`));
    lines.push(...notesOf(change, plain).map(note => comment(`   ${note}`)));
    lines.push(...doing(change));
  });
  const stuck = stuckOf(plan);
  if (stuck.length > 0) lines.push('', comment('What has no fix:'));
  for (const { one, ids, reason } of stuck) {
    lines.push(
      comment(`${one.package} ${one.version}: ${ids.join(', ')}; ${reason}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function comment(text: string): string {
  return `# ${onOneLine(text)}`;
}

function doing(change: PlannedChange): string[] {
  const { how, format } = change;
  if (!how) return [];
  if (how.kind === 'command') return [inFolder(change, how.text)];
  const refresh = refreshOf(format);
  return [
    comment(`   Write into ${how.file}:`),
    ...how.text.split('\n').map(line => `#     ${line}`),
    ...(refresh ? ['#   and run:', `# ${inFolder(change, refresh)}`] : []),
  ];
}

/** Runs where the manifest is. A folder whose name has control characters is left to people. */
function inFolder({ manifest }: PlannedChange, text: string): string {
  const end = manifest.lastIndexOf('/');
  if (end < 0) return text;
  const folder = manifest.slice(0, end);
  if (onOneLine(folder) !== folder) {
    return `# in the folder of ${onOneLine(manifest)}: ${text}`;
  }
  return `(cd -- ${quote(folder)} && ${text})`;
}
