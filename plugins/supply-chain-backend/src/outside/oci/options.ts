import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  duration,
  isWebAddress,
  wholeNumbers,
} from '../../settings/configValues';

/** A registry that images are read from. */
export interface ImageRegistry {
  /** As images name it: `ghcr.io`, `docker.io`, `registry.internal:5000`. */
  host: string;
  /** Address that is asked, without a slash at its end. */
  url: string;
  username?: string;
  password?: string;
  /** In place of both: sent as it is to the registry. */
  token?: string;
  /** Whether its own host may have an address that is not public. */
  allowPrivate: boolean;
  /** Hosts that it may hand over to though they are private, such as storage. */
  trustedHosts: readonly string[];
  /** Host that its user name and password are given to for tokens, beside its own. */
  tokenHost?: string;
}

/** How images of services are read. Times in milliseconds, sizes in bytes. */
export interface ImageOptions {
  registries: readonly ImageRegistry[];
  refreshMs: number;
  timeoutMs: number;
  /** Of one SBOM. */
  maxBytes: number;
  /** Of an index with images of several: `linux/amd64`. */
  platform: string;
}

const MIB = 1024 * 1024;
const HOUR = 60 * 60_000;
const KEY = 'supplyChain.images.registries';
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** Where the registry of a name is, and who gives tokens for it. */
const KNOWN: Readonly<Record<string, { url: string; tokenHost?: string }>> = {
  'docker.io': {
    url: 'https://registry-1.docker.io',
    tokenHost: 'auth.docker.io',
  },
  'registry.gitlab.com': {
    url: 'https://registry.gitlab.com',
    tokenHost: 'gitlab.com',
  },
};

/** Reads `images` below `supplyChain`; throws with the path of what is wrong. */
export function readImageOptions(config: Config | undefined): ImageOptions {
  const number = wholeNumbers(config, 'images');
  const platform =
    config?.getOptionalString('images.platform') ?? 'linux/amd64';
  if (!/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/.test(platform)) {
    throw new InputError(
      `supplyChain.images.platform must be like linux/amd64, not '${platform}'`,
    );
  }
  const registries = (
    config?.getOptionalConfigArray('images.registries') ?? []
  ).map((registry, index) => readRegistry(registry, `${KEY}[${index}]`));
  const hosts = registries.map(({ host }) => host);
  const twice = hosts.findIndex((host, i) => hosts.indexOf(host) !== i);
  if (twice >= 0) {
    throw new InputError(
      `${KEY}[${twice}].host: '${hosts[twice]}' is there twice`,
    );
  }
  return {
    registries,
    platform,
    refreshMs: duration(config, 'images.refresh', HOUR),
    timeoutMs: duration(config, 'images.timeout', 60_000),
    maxBytes: number('maxBytes', 64 * MIB),
  };
}

function readRegistry(config: Config, path: string): ImageRegistry {
  const host = config.getString('host').toLowerCase();
  if (!HOST.test(host)) {
    throw new InputError(`${path}.host: '${host}' is no host of a registry`);
  }
  const known = Object.hasOwn(KNOWN, host) ? KNOWN[host] : undefined;
  const mirror = config.getOptionalString('mirror');
  const registry: ImageRegistry = {
    host,
    url: (mirror ?? known?.url ?? `https://${host}`).replace(/\/+$/, ''),
    username: config.getOptionalString('username'),
    password: config.getOptionalString('password'),
    token: config.getOptionalString('token'),
    allowPrivate: config.getOptionalBoolean('allowPrivate') ?? false,
    trustedHosts: config.getOptionalStringArray('trustedHosts') ?? [],
    tokenHost:
      config.getOptionalString('tokenHost') ??
      (mirror ? undefined : known?.tokenHost),
  };
  const fault = faultOf(registry);
  if (fault) throw new InputError(`${path}.${fault}`);
  return registry;
}

/** Values are not repeated where they may hold credentials. */
function faultOf(registry: ImageRegistry): string | undefined {
  const { url, username, password, token, trustedHosts, tokenHost } = registry;
  if (!isWebAddress(url)) return 'mirror is not an http(s) address';
  const parsed = new URL(url);
  if (parsed.username || parsed.password) {
    return 'mirror holds credentials: they belong into username and password';
  }
  if (parsed.search || parsed.hash) return 'mirror must end with its path';
  if ((username === undefined) !== (password === undefined)) {
    return 'username: it and password are needed together';
  }
  if (token !== undefined && username !== undefined) {
    return 'token: either it or username and password are needed, not both';
  }
  // Anything else would end or add a header.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    return 'token is no value of a header';
  }
  const wrong = trustedHosts.findIndex(host => !HOST.test(host));
  if (wrong >= 0) return `trustedHosts[${wrong}] is no host`;
  return tokenHost !== undefined && !HOST.test(tokenHost)
    ? 'tokenHost is no host'
    : undefined;
}
