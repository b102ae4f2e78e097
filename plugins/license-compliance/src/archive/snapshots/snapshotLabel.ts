import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';

/** A snapshot in a few words: `checkout v2, 6 Jan 2026, 11:00`. */
export function snapshotLabel(snapshot: Snapshot, formats: Formats): string {
  const { targetName, entityRef, release, createdAt } = snapshot;
  const time = formats.time(createdAt);
  const name = targetName ?? entityName(entityRef);
  return `${[name, release].filter(Boolean).join(' ')}, ${time}`;
}
