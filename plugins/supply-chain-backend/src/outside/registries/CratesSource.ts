import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { isPreRelease } from '@safety-curtain/advisories';
import {
  distinct,
  expectSame,
  fieldOf,
  listOf,
  textOf,
  timeOf,
  webAddressOf,
} from './untrusted';
import { WebRegistry, WebRegistryOptions } from './WebRegistry';

const TITLE = 'crates.io';
/** One request a second, as its data access policy asks of crawlers. */
const INTERVAL_MS = 1000;

/** The interface of crates.io: `api/v1/crates/{name}` knows all versions. */
export class CratesSource extends WebRegistry {
  constructor(options: WebRegistryOptions) {
    super('crates', TITLE, ['crates.io'], {
      intervalMs: INTERVAL_MS,
      ...options,
      concurrency: 1,
    });
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const document = await this.json(['api', 'v1', 'crates', name], signal);
    if (document === undefined) return undefined;
    const crate = fieldOf(document, 'crate');
    expectSame(TITLE, name, name, fieldOf(crate, 'name'), sameName);
    const homepage =
      webAddressOf(fieldOf(crate, 'homepage')) ??
      webAddressOf(fieldOf(crate, 'repository'));
    const asked = new Set(versions);
    const found = new Map<string, PackageVersionFacts>();
    const releases: { version: string; publishedAt?: Date }[] = [];
    for (const entry of listOf(fieldOf(document, 'versions'))) {
      const version = textOf(fieldOf(entry, 'num'));
      if (!version) continue;
      const publishedAt = timeOf(fieldOf(entry, 'created_at'));
      const yanked = fieldOf(entry, 'yanked') === true;
      if (asked.has(version)) {
        const what = `${name} ${version}`;
        expectSame(TITLE, what, name, fieldOf(entry, 'crate'), sameName);
        found.set(version, {
          licenses: distinct([textOf(fieldOf(entry, 'license'))]),
          publishedAt,
          deprecated: yanked ? yankedFor(entry) : undefined,
          homepage,
        });
      }
      if (!yanked && !isPreRelease('crates.io', version)) {
        releases.push({ version, publishedAt });
      }
    }
    return { versions: found, releases };
  }
}

/** Names that differ in case or in `-` and `_` cannot be taken side by side. */
function sameName(a: string, b: string): boolean {
  const canonical = (name: string) => name.toLowerCase().replaceAll('_', '-');
  return canonical(a) === canonical(b);
}

function yankedFor(entry: unknown): string {
  const reason = textOf(fieldOf(entry, 'yank_message'));
  return reason ? `Yanked: ${reason}` : 'Yanked';
}
