import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  provenancePolicy,
  type ProvenancePolicy,
  readProvenancePolicy,
  readTrust,
  type TrustSource,
} from '@safety-curtain/provenance';
import {
  readRegistryPlace,
  type RegistryPlace,
} from '../../outside/registries/options';

/** What `supplyChain.provenance` says. */
export interface ProvenanceOptions {
  enabled: boolean;
  /** Whether npm's registries are asked. */
  npm: boolean;
  pypi?: RegistryPlace;
  trust: TrustSource;
  /** Another one where something else is trusted. */
  trustDigest: string;
  policy: ProvenancePolicy;
}

const KEY = 'provenance';

/** Reads `provenance` below `supplyChain`; throws with the path of what is wrong. */
export function readProvenanceOptions(
  config: Config | undefined,
): ProvenanceOptions {
  const trust = readTrustSource(config);
  return {
    enabled: config?.getOptionalBoolean(`${KEY}.enabled`) ?? false,
    npm: config?.getOptionalBoolean(`${KEY}.npm.enabled`) ?? true,
    pypi: readRegistryPlace(config, `${KEY}.pypi`),
    trust,
    trustDigest: told(`${KEY}.trust`, () => readTrust(trust)).digest,
    policy: readPolicy(config),
  };
}

function readTrustSource(config: Config | undefined): TrustSource {
  const roots = config?.getOptionalStringArray(`${KEY}.trust.roots`) ?? [];
  roots.forEach((root, index) =>
    told(`${KEY}.trust.roots[${index}]`, () => readTrust({ roots: [root] })),
  );
  const keys = config?.getOptionalConfigArray(`${KEY}.trust.keys`) ?? [];
  const named = keys.map(key => [key.getString('name'), key.getString('pem')]);
  return { roots, keys: Object.fromEntries(named) };
}

function readPolicy(config: Config | undefined): ProvenancePolicy {
  const key = `${KEY}.policy`;
  if (!config?.has(key)) return provenancePolicy([]);
  return told('', () =>
    readProvenancePolicy(config.getOptional(key), `supplyChain.${key}`),
  );
}

/** Runs a reader of the engine, whose errors do not know where they are. */
function told<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    throw new InputError(key ? `supplyChain.${key}: ${message}` : message);
  }
}
