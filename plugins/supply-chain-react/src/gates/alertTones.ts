import type { AlertLevel } from '@safety-curtain/plugin-supply-chain-common';
import type { StateTone } from '../health';

/** Alert levels, the one that needs most attention first. @public */
export const alertLevels: readonly AlertLevel[] = [
  'high',
  'medium',
  'low',
  'unknown',
];

export const alertTones: Record<AlertLevel, StateTone> = {
  high: 'bad',
  medium: 'doubt',
  low: 'good',
  unknown: 'quiet',
};
