import type { Scan } from '@safety-curtain/plugin-supply-chain-common';
import type { Translate } from '@safety-curtain/plugin-supply-chain-react';

/** What a scan read, skipped, failed on and mended, in figures; empty while unknown. */
export function filesOf(scan: Scan, t: Translate): string {
  const figures = {
    read: scan.filesRead,
    skipped: scan.filesSkipped,
    failed: scan.filesFailed,
  };
  const known = (['read', 'skipped', 'failed'] as const)
    .filter(outcome => figures[outcome])
    .map(outcome =>
      t(`coverage.${outcome}`, { number: String(figures[outcome]) }),
    );
  const lost = scan.suddenLosses
    ? [t('coverage.lost', { number: String(scan.suddenLosses) })]
    : [];
  const unresolved = scan.unresolvedVersions
    ? [t('coverage.unresolved', { count: scan.unresolvedVersions })]
    : [];
  const healed = scan.restoredDocuments
    ? [t('coverage.healed', { count: scan.restoredDocuments })]
    : [];
  return [...known, ...lost, ...unresolved, ...healed].join(', ');
}
