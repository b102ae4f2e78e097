import type { AlertLevel } from '@safety-curtain/plugin-supply-chain-common';

/** Levels by the number that is stored: the larger, the more attention. */
const levels: readonly AlertLevel[] = ['unknown', 'low', 'medium', 'high'];

export function levelNumber(level: AlertLevel): number {
  return levels.indexOf(level);
}

export function levelOf(value: number): AlertLevel {
  return levels[value];
}
