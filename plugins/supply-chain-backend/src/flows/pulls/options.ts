import type { Config } from '@backstage/config';
import { duration, wholeNumbers } from '../../settings/configValues';

/** What `supplyChain.pullRequests` says. Times in milliseconds. */
export interface PullOptions {
  enabled: boolean;
  /** Whether a comment is written, beside the status. */
  comment: boolean;
  /** Services of one pull request that are read. */
  services: number;
  timeoutMs: number;
  /** So long scans go first. */
  patienceMs: number;
  /** How often open ones are judged again for what became known. */
  refreshMs: number;
  /** How long closed ones are kept. */
  keepMs: number;
  /** Where the portal is, for links. */
  portal?: string;
}

const KEY = 'pullRequests';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Reads `pullRequests` below `supplyChain`; throws with the path of what is wrong. */
export function readPullOptions(
  config: Config | undefined,
  portal: string | undefined,
): PullOptions {
  const time = (key: string, fallbackMs: number) =>
    duration(config, `${KEY}.${key}`, fallbackMs);
  return {
    enabled: config?.getOptionalBoolean(`${KEY}.enabled`) ?? false,
    comment: config?.getOptionalBoolean(`${KEY}.comment`) ?? true,
    services: wholeNumbers(config, KEY)('services', 20),
    timeoutMs: time('timeout', 15 * MINUTE),
    patienceMs: time('patience', 15 * MINUTE),
    refreshMs: time('refresh', 6 * HOUR),
    keepMs: time('keep', 30 * 24 * HOUR),
    ...(portal !== undefined && { portal: portal.replace(/\/+$/, '') }),
  };
}
