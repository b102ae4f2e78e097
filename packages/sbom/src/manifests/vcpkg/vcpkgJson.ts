import {
  asText,
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readJson5,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { Scope } from '../../model';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type PortRegistries, portRegistries } from './registries';

const MAX_NAMED = 50;
/** Name of a port (vcpkg, "vcpkg.json reference", "name"). */
const PORT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;
const VERSION_KEYS = [
  'version',
  'version-semver',
  'version-date',
  'version-string',
];

interface Dependency {
  name: string;
  scope: Scope;
}

/** What an override fixes: the version, and the revision of the port where it names one. */
interface Fixed {
  version: string;
  portVersion?: string;
}

function dependenciesIn(
  list: unknown,
  scope: Scope,
  warnings: Warnings,
): Dependency[] {
  return listOf(list).flatMap(item => {
    const fields: Fields = isFields(item) ? item : {};
    const name = textOf(item) ?? textOf(fields.name) ?? '';
    if (!PORT.test(name)) {
      warnings.add(`${quoted(name)} is no name of a port`);
      return [];
    }
    // A host dependency is a tool of the build.
    return {
      name: name.toLowerCase(),
      scope: fields.host === true ? 'development' : scope,
    };
  });
}

/** Those of the project, and those of its features, which whoever installs it may choose. */
function dependenciesOf(manifest: Fields, warnings: Warnings): Dependency[] {
  const chosen = new Set(
    listOf(manifest['default-features']).map(item =>
      isFields(item) ? item.name : item,
    ),
  );
  return [
    ...dependenciesIn(manifest.dependencies, 'runtime', warnings),
    ...entriesOf(manifest.features).flatMap(([name, feature]) =>
      dependenciesIn(
        isFields(feature) ? feature.dependencies : undefined,
        chosen.has(name) ? 'runtime' : 'optional',
        warnings,
      ),
    ),
  ];
}

function fixedVersions(manifest: Fields): Map<string, Fixed> {
  return new Map(
    listOf(manifest.overrides)
      .filter(isFields)
      .flatMap((override): Array<[string, Fixed]> => {
        const stated = VERSION_KEYS.flatMap(
          key => textOf(override[key]) ?? [],
        )[0];
        const name = textOf(override.name)?.toLowerCase();
        if (!name || !stated) {
          return [];
        }
        const [version, revision] = stated.split('#', 2);
        const port = override['port-version'] ?? revision;
        const portVersion = port === undefined ? undefined : asText(port);
        return [[name, { version, ...(portVersion && { portVersion }) }]];
      }),
  );
}

function portFacts(
  name: string,
  { version, portVersion }: Fixed,
  registries: PortRegistries,
) {
  const qualifiers = {
    port_version: portVersion,
    repository_url: registries.of(name),
  };
  return {
    purl: formatPurl({ type: 'vcpkg', name, version, qualifiers }),
    name,
    version,
    packageName: name,
    origin: 'registry' as const,
  };
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  // Comments are allowed, as keys and as such.
  const manifest = fieldsOf(readJson5(text), 'the file');
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const registries = portRegistries(manifest, sibling);
  const fixed = fixedVersions(manifest);
  const asked = dependenciesOf(manifest, warnings);
  const open = new Set<string>();
  for (const [name, version] of fixed) {
    builder.add(name, portFacts(name, version, registries));
    builder.leaveDirectOpen(name);
  }
  for (const { name, scope } of asked) {
    if (fixed.has(name)) {
      builder.require(name, scope);
    } else if (!open.has(name)) {
      open.add(name);
      warnings.add(
        `no override fixes ${quoted(
          name,
        )}: its version is that of the registry's baseline, which the file does not have`,
      );
    }
  }
  const name = textOf(manifest.name);
  const version = VERSION_KEYS.flatMap(key => textOf(manifest[key]) ?? [])[0];
  return {
    ...(name && { root: { name, ...(version && { version }) } }),
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: {
      // A baseline fixes all versions, in a file of another repository.
      locked: open.size === 0 || registries.hasBaseline,
      ...builder.fixings(false),
    },
    ...(open.size > 0 && {
      unresolved: {
        count: open.size,
        first: [...open].slice(0, MAX_NAMED),
        poms: [],
      },
    }),
  };
}

/** `vcpkg.json` (vcpkg, "vcpkg.json reference"): only its overrides fix versions. */
export const vcpkgJson: ManifestReader = {
  id: 'vcpkg-json',
  title: 'vcpkg manifest',
  matches: name => name === 'vcpkg.json',
  companions: ['vcpkg-configuration.json'],
  supersedes: [],
  read,
};
