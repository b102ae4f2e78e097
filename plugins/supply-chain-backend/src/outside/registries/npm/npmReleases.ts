import type { PackageReleaseFacts } from '@safety-curtain/plugin-supply-chain-node';
import { ReleaseHistory } from '../ReleaseHistory';
import { entriesOf, fieldOf, textOf, timeOf } from '../untrusted';

const MAX_NAME = 200;
const MAX_ADDRESS = 500;
/** Scripts that npm runs when a package is installed (npm docs, "scripts"). */
const SCRIPTS = ['preinstall', 'install', 'postinstall'];

/** How the versions of a package of npm came to be published. */
export class NpmReleases {
  readonly #manifests: unknown;
  readonly #history: ReleaseHistory;

  constructor(manifests: unknown, times: unknown) {
    this.#manifests = manifests;
    this.#history = new ReleaseHistory(
      'npm',
      entriesOf(manifests).map(([version, manifest]) => ({
        version,
        publishedAt: timeOf(fieldOf(times, version)),
        publisher: publisherOf(manifest),
      })),
    );
  }

  of(version: string): PackageReleaseFacts {
    const manifest = fieldOf(this.#manifests, version);
    const last = this.#history.before(version);
    const before = last && fieldOf(this.#manifests, last.version);
    return {
      integrity: integrityOf(manifest),
      installScript: runsScript(manifest),
      publisher: publisherOf(manifest),
      publisherBefore: last?.publisher,
      // A workflow takes over from people, who stay behind it.
      newPublisher:
        !isTrusted(manifest) && this.#history.isNewPublisher(version),
      attested: isAttested(manifest),
      attestedBefore: before === undefined ? undefined : isAttested(before),
      repository: repositoryOf(manifest),
      repositoryBefore: repositoryOf(before),
    };
  }
}

/** Whether a manifest has a script that runs when it is installed. */
export function runsScript(manifest: unknown): boolean {
  const scripts = fieldOf(manifest, 'scripts');
  return (
    fieldOf(manifest, 'hasInstallScript') === true ||
    fieldOf(manifest, 'gypfile') === true ||
    SCRIPTS.some(name => textOf(fieldOf(scripts, name)) !== undefined)
  );
}

/** Old versions have the SHA-1 alone, new ones both. */
export function integrityOf(manifest: unknown): string | undefined {
  const dist = fieldOf(manifest, 'dist');
  const sha1 = textOf(fieldOf(dist, 'shasum'), 40);
  const texts = [
    textOf(fieldOf(dist, 'integrity'), MAX_ADDRESS),
    sha1 && `sha1-${Buffer.from(sha1, 'hex').toString('base64')}`,
  ];
  return texts.filter(Boolean).join(' ') || undefined;
}

function publisherOf(manifest: unknown): string | undefined {
  return textOf(fieldOf(fieldOf(manifest, '_npmUser'), 'name'), MAX_NAME);
}

/** Published by a workflow that the package trusts, and not with a token (npm docs, "Trusted publishing"). */
function isTrusted(manifest: unknown): boolean {
  const user = fieldOf(manifest, '_npmUser');
  return typeof fieldOf(user, 'trustedPublisher') === 'object';
}

function isAttested(manifest: unknown): boolean {
  const dist = fieldOf(manifest, 'dist');
  const attestations = fieldOf(dist, 'attestations');
  return (
    (typeof attestations === 'object' && attestations !== null) ||
    isTrusted(manifest)
  );
}

function repositoryOf(manifest: unknown): string | undefined {
  const repository = fieldOf(manifest, 'repository');
  return (
    textOf(repository, MAX_ADDRESS) ??
    textOf(fieldOf(repository, 'url'), MAX_ADDRESS)
  );
}
