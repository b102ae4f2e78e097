import type { AlertLevel } from '@safety-curtain/policy';
import type { AlertLevel as StoredLevel } from '@safety-curtain/plugin-supply-chain-common';

/** Levels by the number that is stored: the larger, the more attention. */
const levels: readonly StoredLevel[] = ['unknown', 'low', 'medium', 'high'];

/** The number of a level that is known. */
export function levelNumber(level: AlertLevel | 'unknown'): number {
  return levels.indexOf(level);
}

export function levelOf(value: number): StoredLevel {
  return levels[value];
}
