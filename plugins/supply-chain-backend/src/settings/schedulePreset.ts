import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Cron expressions, in UTC. */
interface SchedulePreset {
  /** When every service is scanned. */
  scans: string;
  /** When advisories and exploit data are read, and all is matched with them. */
  advisories: string;
}

const PRESETS: Record<string, SchedulePreset> = {
  weekly: { scans: '0 2 * * 0', advisories: '0 2 * * *' },
};

/** What a preset sets by itself, below `supplyChain`. */
const SET = ['schedule.frequency', 'schedule.cron', 'advisories.refresh'];

/** `supplyChain.schedule.preset`; throws where there is none of the name, or more is set. */
export function readPreset(
  config: Config | undefined,
): SchedulePreset | undefined {
  const key = 'schedule.preset';
  const name = config?.getOptionalString(key);
  if (name === undefined) return undefined;
  if (!Object.hasOwn(PRESETS, name)) {
    throw new InputError(
      `supplyChain.${key} must be one of: ${Object.keys(PRESETS).join(', ')}`,
    );
  }
  const other = SET.find(each => config?.has(each));
  if (other) {
    throw new InputError(
      `supplyChain.${key} sets supplyChain.${other} already: use one of them`,
    );
  }
  return PRESETS[name];
}
