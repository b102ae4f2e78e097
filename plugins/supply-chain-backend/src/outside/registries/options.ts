import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  duration,
  isWebAddress,
  wholeNumbers,
} from '../../settings/configValues';

/** One registry of the configuration. */
export interface RegistryPlace {
  /** Base address, without credentials. */
  url: string;
  /** Value of the `Authorization` header, sent to this registry only. */
  authorization?: string;
}

/** Where licenses, ages and deprecations of packages are asked for. */
export interface RegistryOptions {
  /** Questions at once, for each source. */
  concurrency: number;
  timeoutMs: number;
  /** Bytes of one answer, out of its compression. */
  maxBytes: number;
  npm: boolean;
  depsDev?: RegistryPlace;
  pypi?: RegistryPlace;
  crates?: RegistryPlace;
  rubygems?: RegistryPlace;
  maven?: RegistryPlace;
  nuget?: RegistryPlace;
}

const PREFIX = 'licenses.sources';
const DEPS_DEV = 'https://api.deps.dev';
const MIB = 1024 * 1024;
/** A text of JavaScript holds no more than twice that. */
const MOST_BYTES = 256 * MIB;

/** Reads `licenses.sources` below `supplyChain`; throws where it makes no sense. */
export function readRegistryOptions(
  config: Config | undefined,
): RegistryOptions {
  const number = wholeNumbers(config, PREFIX);
  const maxBytes = number('maxBytes', 64 * MIB);
  if (maxBytes > MOST_BYTES) {
    throw new InputError(
      `supplyChain.${PREFIX}.maxBytes must not be above ${MOST_BYTES}`,
    );
  }
  const place = (name: string, fallback?: string) =>
    readRegistryPlace(config, `${PREFIX}.${name}`, fallback);
  const asksDepsDev =
    config?.getOptionalBoolean(`${PREFIX}.depsDev.enabled`) ?? false;
  return {
    concurrency: number('concurrency', 4),
    timeoutMs: duration(config, `${PREFIX}.timeout`, 60_000),
    maxBytes,
    npm: config?.getOptionalBoolean(`${PREFIX}.npm.enabled`) ?? true,
    depsDev: asksDepsDev ? place('depsDev', DEPS_DEV) : undefined,
    pypi: place('pypi'),
    crates: place('crates'),
    rubygems: place('rubygems'),
    maven: place('maven'),
    nuget: place('nuget'),
  };
}

/** Reads the registry at a key below `supplyChain`; throws where it makes no sense. */
export function readRegistryPlace(
  config: Config | undefined,
  key: string,
  fallback?: string,
): RegistryPlace | undefined {
  const place = config?.getOptionalConfig(key);
  if (!place && fallback === undefined) return undefined;
  const url =
    place?.getOptionalString('url') ?? fallback ?? place!.getString('url');
  checkAddress(`supplyChain.${key}.url`, url);
  const authorization = place?.getOptionalString('authorization');
  // Anything else would end or add a header.
  if (authorization !== undefined && !/^[\x20-\x7e]+$/.test(authorization)) {
    throw new InputError(
      `supplyChain.${key}.authorization is no value of a header`,
    );
  }
  return { url: url.replace(/\/+$/, ''), authorization };
}

/** Its text is not repeated: it may hold credentials. */
function checkAddress(key: string, url: string) {
  if (!isWebAddress(url)) {
    throw new InputError(`${key} is not an http(s) address`);
  }
  const { username, password, search, hash } = new URL(url);
  if (username || password) {
    throw new InputError(
      `${key} must not hold credentials; they belong into 'authorization' beside it`,
    );
  }
  if (search || hash) {
    throw new InputError(`${key} must end with its path`);
  }
}
