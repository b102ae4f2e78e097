import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import type { Scope } from '../../model';
import { formatPurl } from '../../purl';
import type { ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';

/** `20.11.0`, `20`, `3.12`, `nightly-2024-01-01`; not `lts/*` and `stable`, which stand for others tomorrow. */
const VERSION =
  /^v?(\d{1,9}(?:\.\d{1,9}){0,4}(?:[-+_.]?[A-Za-z][\w.+-]{0,60})?)$/;

/** A tool or language in one version, as a version file names it. */
export function toolFacts(
  name: string,
  version: string,
  scope: Scope,
): PackageFacts {
  return {
    purl: formatPurl({ type: 'generic', name, version }),
    name,
    version,
    packageName: name,
    origin: 'registry',
    scope,
  };
}

/** Collects the tools of a version file. */
export class Toolchain {
  readonly warnings = new Warnings();
  private readonly builder = new GraphBuilder();

  constructor(private readonly scope: Scope) {}

  addVersion(name: string, written: string, pattern = VERSION): void {
    const version = pattern.exec(written)?.[1];
    if (version === undefined) {
      this.warnings.add(
        `${quoted(written)} names no version of ${name}: it is not counted`,
      );
    } else {
      this.add(toolFacts(name, version, this.scope));
    }
  }

  add(facts: PackageFacts): void {
    this.builder.add(facts.purl, facts);
    this.builder.require(facts.purl, facts.scope);
  }

  result(): ReaderResult {
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }
}
