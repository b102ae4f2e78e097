import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { missing, missingPackage, requireVersion } from '../lockVersion';

/** One `[[package]]` of a Cargo.lock. */
export interface Entry {
  key: string;
  name: string;
  version: string;
  /** Absent for packages of the project itself. */
  source?: string;
  /** Before lock version 2 in a table of its own. */
  checksum: string;
  dependencies: unknown[];
}

/** The packages of a Cargo.lock, found as its dependencies name them. */
export class CargoEntries {
  readonly all: Entry[] = [];
  /** The only package of a name, or undefined where there are several. */
  private readonly byName = new Map<string, Entry | undefined>();
  private readonly byVersion = new Map<string, Entry>();

  /** @throws InputError for a lock version that is not known, and for a file without packages */
  constructor(lock: Fields) {
    if (lock.version !== undefined) {
      requireVersion(lock.version, 'version', /^[1-4]$/, '1 to 4');
    }
    // There is no workspace without a package, and what is cut off early has none.
    if (listOf(lock.package).length === 0) {
      throw missing('package');
    }
    const checksums = new Map(entriesOf(lock.metadata));
    listOf(lock.package).forEach((item, index) => {
      const fields = isFields(item) ? item : {};
      const name = textOf(fields.name);
      const version = textOf(fields.version);
      if (!name || !version) {
        const label = name ?? `the package with number ${index + 1}`;
        throw missing(`version of ${label}`);
      }
      const source = textOf(fields.source);
      const checksum =
        textOf(fields.checksum) ??
        textOf(checksums.get(`checksum ${name} ${version} (${source})`)) ??
        '';
      const dependencies = listOf(fields.dependencies);
      const key = String(index);
      this.note({ key, name, version, source, checksum, dependencies });
    });
  }

  /**
   * What an entry depends on, in its order.
   *
   * @throws InputError for a package that is not there: Cargo writes whole graphs
   */
  dependenciesOf({ name, dependencies }: Entry): Entry[] {
    return dependencies.map(item => {
      const asked = textOf(item) ?? '';
      const found = this.resolve(asked);
      if (!found) {
        throw missingPackage(name, asked);
      }
      return found;
    });
  }

  private note(entry: Entry): void {
    const { name, version, source } = entry;
    this.all.push(entry);
    this.byName.set(name, this.byName.has(name) ? undefined : entry);
    for (const key of [
      `${name} ${version}`,
      `${name} ${version} ${addressOf(source)}`,
    ]) {
      if (!this.byVersion.has(key)) {
        this.byVersion.set(key, entry);
      }
    }
  }

  /** `name`, `name version` or `name version (source)`: as much as is needed to be unique. */
  private resolve(text: string): Entry | undefined {
    const [name, version, source] = text.split(' ', 3);
    if (version === undefined) {
      return this.byName.get(name);
    }
    const stated = `${name} ${version}`;
    return source === undefined
      ? this.byVersion.get(stated)
      : this.byVersion.get(
          `${stated} ${addressOf(source.replace(/^\(|\)$/g, ''))}`,
        );
  }
}

/** Dependencies name a repository without its commit. */
function addressOf(source: string | undefined): string {
  return (source ?? '').split('#', 1)[0];
}
