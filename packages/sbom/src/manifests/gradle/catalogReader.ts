import {
  entriesOf,
  type Fields,
  isFields,
  keysOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing, requireVersion } from '../lockVersion';
import { mavenPackage } from '../maven/mavenPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { catalogVersion } from './catalogVersion';
import { givesWayToVersions } from './projects';

const TABLES = ['metadata', 'versions', 'libraries', 'bundles', 'plugins'];
const MAX_NAMED = 50;

interface Library {
  group: string;
  artifact: string;
  version?: string;
}

/** `group:artifact:version`, or a table with `module`, or with `group` and `name`. */
function libraryOf(value: unknown, versions: unknown): Library | undefined {
  const table: Fields = isFields(value) ? value : {};
  const text = textOf(value) ?? textOf(table.module);
  const [group, artifact, ...rest] = text?.split(':') ?? [
    textOf(table.group),
    textOf(table.name),
  ];
  if (!group || !artifact || rest.length > 1) {
    return undefined;
  }
  const version =
    typeof value === 'string'
      ? catalogVersion(rest[0], undefined)
      : catalogVersion(table.version, versions);
  return { group, artifact, ...(version && { version }) };
}

function requireFormat(catalog: Fields): void {
  const { metadata } = catalog;
  const format = isFields(metadata) ? metadata.format : undefined;
  if (isFields(format)) {
    requireVersion(format.version, 'metadata.format.version', /^1\.\d$/, '1');
  }
  if (!TABLES.some(name => isFields(catalog[name]))) {
    throw missing('libraries');
  }
}

function read({ text }: ReaderInput): ReaderResult {
  const catalog = readToml(text);
  requireFormat(catalog);
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const open = new Set<string>();
  for (const [alias, value] of entriesOf(catalog.libraries)) {
    const library = libraryOf(value, catalog.versions);
    if (!library) {
      warnings.add(`the library ${quoted(alias)} names no module`);
      continue;
    }
    const { group, artifact, version } = library;
    const name = `${group}:${artifact}`;
    if (version === undefined) {
      open.add(name);
      warnings.add(`${quoted(name)} has no exact version`);
    } else {
      builder.add(`${name}:${version}`, mavenPackage(group, artifact, version));
    }
  }
  const plugins = keysOf(catalog.plugins).length;
  if (plugins > 0) {
    warnings.add(
      `the packages of ${plugins} plugins of the build are not in the file`,
    );
  }
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: false, ...builder.fixings(false) },
    ...(open.size > 0 && {
      unresolved: {
        count: open.size,
        first: [...open].slice(0, MAX_NAMED),
        poms: [],
      },
    }),
  };
}

/** `gradle/libs.versions.toml` and its like, where no lock file says more (Gradle, "Version catalogs"). */
export const gradleVersionCatalog: ManifestReader = {
  id: 'gradle-version-catalog',
  title: 'Gradle version catalog',
  ecosystem: 'Maven',
  matches: name => name.endsWith('.versions.toml'),
  companions: [],
  supersedes: [],
  givesWayTo: givesWayToVersions,
  read,
};
