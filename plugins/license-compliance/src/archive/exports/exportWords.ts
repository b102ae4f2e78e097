import type { ArchiveExport } from '@safety-curtain/plugin-supply-chain-common';
import { entityName } from '@safety-curtain/plugin-supply-chain-react';
import type { Translate } from '../../translation';

/** What an export covers, for people: `system shop, v2, 2026-01-01 to 2026-03-31`. */
export function scopeWords(
  scope: ArchiveExport['scope'],
  t: Translate,
): string {
  const { kind, ref, release, from, to } = scope;
  const whose =
    kind === 'organization'
      ? t('exports.scopes.organization')
      : t(`exports.scopes.${kind}`, { ref: ref ? entityName(ref) : '' });
  const days = [from, to].filter(Boolean).join(' – ');
  return [whose, release, days].filter(Boolean).join(', ');
}

/** What an export is saved as; of plain letters, digits, `-` and `.` only. */
export function exportFileName(one: ArchiveExport): string {
  const { kind, ref, release } = one.scope;
  const day = one.createdAt.slice(0, 10);
  const name = ['sbom-archive', kind, ref && entityName(ref), release, day]
    .filter(Boolean)
    .join('-')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .slice(0, 120);
  return `${name}.zip`;
}
