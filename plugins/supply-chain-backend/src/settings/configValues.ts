import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** Dates that far ahead are still dates to both databases. */
const LONGEST_MS = 100 * 366 * 24 * 60 * 60 * 1000;

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Reads whole numbers above zero below a key. */
export function wholeNumbers(config: Config | undefined, prefix: string) {
  return (key: string, fallback: number): number => {
    const value = config?.getOptionalNumber(`${prefix}.${key}`) ?? fallback;
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(
        `supplyChain.${prefix}.${key} must be a whole number above zero`,
      );
    }
    return value;
  };
}

/** In milliseconds. Only a jitter and an age may be zero: anything else would never rest. */
export function duration(
  config: Config | undefined,
  key: string,
  fallbackMs: number,
): number {
  if (!config?.has(key)) return fallbackMs;
  const value = humanDuration(config, key, `supplyChain.${key}`);
  return durationToMilliseconds(value);
}

/**
 * A duration as it is written, within the bounds of {@link duration}; `path`
 * is what an error calls it.
 */
export function humanDuration(
  config: Config,
  key: string,
  path: string,
): HumanDuration {
  const value = durationOf(config, key, path);
  const milliseconds = durationToMilliseconds(value);
  const least = /\.(jitter|releaseAge)$/.test(key) ? 0 : 1;
  if (!(milliseconds >= least)) {
    throw new InputError(`${path} must be greater than zero`);
  }
  if (milliseconds > LONGEST_MS) {
    throw new InputError(`${path} must not be longer than 100 years`);
  }
  return value;
}

function durationOf(config: Config, key: string, path: string): HumanDuration {
  try {
    return readDurationFromConfig(config, { key });
  } catch {
    const given = JSON.stringify(config.getOptional(key));
    throw new InputError(
      `${path} must be a duration such as { hours: 6 }, '6h' or 'PT6H', not ${given}`,
    );
  }
}
