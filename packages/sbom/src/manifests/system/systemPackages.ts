import { installedPackageOf } from '@safety-curtain/advisories';
import { GraphBuilder } from '../../graph/graphBuilder';
import { formatPurl, parsePurl } from '../../purl';
import type { ReaderResult } from '../reader';
import { Warnings, counted } from '../warnings';

/** A package as a database of installed packages has it. */
export interface SystemPackage {
  name: string;
  version: string;
  architecture?: string;
  /** What it was built from, as the qualifier `upstream` has it. */
  upstream?: string;
  license?: string;
  integrity?: string;
  /** Names that it goes by, beside its own. */
  provides: readonly string[];
  /** Of each dependency the names of which one is enough. */
  depends: readonly (readonly string[])[];
}

/** Where packages come from. */
export interface Origin {
  type: 'apk' | 'deb' | 'opkg';
  namespace: string;
  distro?: string;
}

/** Puts the packages of a database into a graph. */
export class SystemPackages {
  readonly warnings = new Warnings();
  private readonly builder = new GraphBuilder('runtime');
  private readonly packages: SystemPackage[] = [];

  constructor(private readonly origin: Origin) {}

  add(found: SystemPackage): void {
    const { name, version, architecture, upstream, license, integrity } = found;
    const { type, namespace, distro } = this.origin;
    const purl = formatPurl({
      type,
      namespace,
      name,
      version,
      qualifiers: { arch: architecture, distro, upstream },
    });
    this.packages.push(found);
    this.builder.add(keyOf(found), {
      ...installedPackageFacts(purl),
      name,
      origin: 'registry',
      scope: 'runtime',
      ...(license && { license }),
      ...(integrity && { integrity }),
    });
  }

  /** @param asked - names of what people have asked for; undefined where that is not known */
  result(asked?: ReadonlySet<string>): ReaderResult {
    this.connect();
    for (const found of this.packages) {
      if (asked?.has(found.name)) this.builder.require(keyOf(found), 'runtime');
    }
    if (!asked) this.builder.leaveDirectOpen();
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }

  private connect(): void {
    const byName = new Map<string, string>();
    for (const found of this.packages) {
      for (const name of found.provides) {
        if (!byName.has(name)) byName.set(name, keyOf(found));
      }
    }
    // A package itself goes before what only provides its name.
    for (const found of this.packages) byName.set(found.name, keyOf(found));
    for (const found of this.packages) {
      for (const names of found.depends) {
        const installed = names.find(name => byName.has(name));
        if (installed !== undefined) {
          this.builder.connect(keyOf(found), byName.get(installed)!);
        }
      }
    }
  }
}

/** Several architectures of one package may be installed. */
function keyOf({ name, version, architecture }: SystemPackage): string {
  return `${name} ${version} ${architecture ?? ''}`;
}

function installedPackageFacts(purl: string) {
  const { ecosystem, name, version } = installedPackageOf(parsePurl(purl));
  return {
    purl,
    version,
    packageName: name,
    ...(ecosystem && { ecosystem }),
  };
}

/** That entries of a database of packages are no packages. */
export function unreadEntries(count: number): string {
  return counted(
    count,
    'entry has no name or version that could be read, and is not counted',
    'entries have no name or version that could be read, and are not counted',
  );
}
