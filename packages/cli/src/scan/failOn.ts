import { type FailOn, failOnSeverities } from '../check/failOn';

/** Severities that `scan` can be made to fail on; `any` counts those that nobody knows, too. */
export const scanFailOn = ['any', ...failOnSeverities] as const;

/** A severity that `scan` can be made to fail on. */
export type ScanFailOn = 'any' | FailOn;
