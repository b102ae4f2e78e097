import type { UpgradePlan } from '../plan';
import { onOneLine } from '../../texts/inert';
import { headlineOf, notesOf, stuckOf, titleOf } from './words';

/** A plan for a terminal. */
export function toText(plan: UpgradePlan): string {
  const lines = [...headlineOf(plan)];
  plan.changes.forEach((change, index) => {
    lines.push('', `${index + 1}. ${titleOf(change, onOneLine)}`);
    const { how } = change;
    if (how?.kind === 'file') lines.push(`   In ${onOneLine(how.file)}:`);
    const doing = how?.text.split('\n') ?? [];
    lines.push(...doing.map(line => `     ${line}`));
    lines.push(...notesOf(change, onOneLine).map(note => `   ${note}`));
  });
  const stuck = stuckOf(plan);
  if (stuck.length > 0) lines.push('', 'What has no fix:');
  for (const { one, ids, reason } of stuck) {
    const name = `${one.package} ${one.version}: ${ids.join(', ')}; ${reason}`;
    lines.push(`  ${onOneLine(name)}`);
  }
  return `${lines.join('\n')}\n`;
}
