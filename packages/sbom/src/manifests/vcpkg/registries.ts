import {
  type Fields,
  isFields,
  listOf,
  readJson5,
  textOf,
} from '@safety-curtain/input';
import { withoutCredentials } from '../../input/gitLocation';
import type { Sibling } from '../../model';

/** Registries that are looked at, and patterns of each. */
const MAX_REGISTRIES = 20;
const MAX_PATTERNS = 200;

/** Where ports come from. */
export interface PortRegistries {
  /** The repository of a port's registry, where it is none that vcpkg has by itself. */
  of(port: string): string | undefined;
  /** Whether a revision of the registry is named, by which it fixes the versions of all ports. */
  hasBaseline: boolean;
}

function configurationBeside(sibling: Sibling): Fields {
  const text = sibling('vcpkg-configuration.json');
  try {
    const configuration = text === undefined ? {} : readJson5(text);
    return isFields(configuration) ? configuration : {};
  } catch {
    return {};
  }
}

/** Of Git, by its address; of the file system or built in, none. */
function addressOf(registry: unknown): string | undefined {
  const repository = isFields(registry)
    ? textOf(registry.repository)
    : undefined;
  return repository && withoutCredentials(repository);
}

/** By the patterns that list ports: `boost-*`, or a name. The more exact one counts. */
function bestPattern(
  patterns: ReadonlyMap<string, string>,
  port: string,
): string | undefined {
  const exact = patterns.get(port);
  if (exact !== undefined) {
    return exact;
  }
  const prefixes = [...patterns.keys()].filter(
    pattern => pattern.endsWith('*') && port.startsWith(pattern.slice(0, -1)),
  );
  const [longest] = prefixes.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : patterns.get(longest);
}

/** Registries of vcpkg-configuration.json, or of the object of that name in the manifest. */
export function portRegistries(
  manifest: Fields,
  sibling: Sibling,
): PortRegistries {
  const embedded = manifest['vcpkg-configuration'] ?? manifest.configuration;
  const configuration = isFields(embedded)
    ? embedded
    : configurationBeside(sibling);
  const base = configuration['default-registry'];
  const byDefault = addressOf(base);
  const patterns = new Map<string, string>();
  for (const registry of listOf(configuration.registries).slice(
    0,
    MAX_REGISTRIES,
  )) {
    const address = addressOf(registry);
    const packages = isFields(registry) ? listOf(registry.packages) : [];
    for (const pattern of packages.slice(0, MAX_PATTERNS)) {
      patterns.set(textOf(pattern) ?? '', address ?? 'unknown');
    }
  }
  return {
    of: port => bestPattern(patterns, port) ?? byDefault,
    hasBaseline:
      textOf(manifest['builtin-baseline']) !== undefined ||
      (isFields(base) && textOf(base.baseline) !== undefined),
  };
}
