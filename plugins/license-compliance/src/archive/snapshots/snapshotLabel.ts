import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import { entityName } from '@safety-curtain/plugin-supply-chain-react';
import { DateTime } from 'luxon';

/** A snapshot in a few words: `checkout v2, 6 Jan 2026, 11:00`. */
export function snapshotLabel(snapshot: Snapshot): string {
  const { targetName, entityRef, release, createdAt } = snapshot;
  const time = DateTime.fromISO(createdAt).toLocaleString(
    DateTime.DATETIME_MED,
  );
  const name = targetName ?? entityName(entityRef);
  return `${[name, release].filter(Boolean).join(' ')}, ${time}`;
}
