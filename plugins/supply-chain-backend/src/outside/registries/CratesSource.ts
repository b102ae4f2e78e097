import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { isPreRelease } from '@safety-curtain/advisories';
import { ReleaseHistory } from './ReleaseHistory';
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
    const listed = listOf(fieldOf(document, 'versions'));
    const history = historyOf(listed);
    const found = new Map<string, PackageVersionFacts>();
    const releases: { version: string; publishedAt?: Date }[] = [];
    for (const entry of listed) {
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
          release: {
            yanked,
            integrity: integrityOf(entry),
            publisher: publisherOf(entry),
            publisherBefore: history.before(version)?.publisher,
            newPublisher: history.isNewPublisher(version),
          },
        });
      }
      if (!yanked && !isPreRelease('crates.io', version)) {
        releases.push({ version, publishedAt });
      }
    }
    return {
      versions: found,
      releases,
      firstPublishedAt: timeOf(fieldOf(crate, 'created_at')),
      isPublic: this.host === 'crates.io',
    };
  }
}

function historyOf(entries: readonly unknown[]): ReleaseHistory {
  return new ReleaseHistory(
    'crates.io',
    entries.flatMap(entry => {
      const version = textOf(fieldOf(entry, 'num'));
      const publishedAt = timeOf(fieldOf(entry, 'created_at'));
      return version
        ? [{ version, publishedAt, publisher: publisherOf(entry) }]
        : [];
    }),
  );
}

function integrityOf(entry: unknown): string | undefined {
  const sha256 = textOf(fieldOf(entry, 'checksum'), 64);
  return sha256 && `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
}

function publisherOf(entry: unknown): string | undefined {
  return textOf(fieldOf(fieldOf(entry, 'published_by'), 'login'), 200);
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
