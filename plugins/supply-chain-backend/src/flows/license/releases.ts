import { compareVersions } from '@safety-curtain/advisories';
import type { PackageFacts } from '@safety-curtain/plugin-supply-chain-node';

/** A released version. */
export type Release = NonNullable<PackageFacts['releases']>[number];

/** Releases that are looked at: no package has so many. */
const MAX_RELEASES = 50_000;
const DAY = 86_400_000;

/** The releases of a package in the order of its ecosystem. */
export class ReleaseList {
  readonly #ecosystem: string;
  readonly #releases: Release[];

  constructor(ecosystem: string, releases: readonly Release[]) {
    this.#ecosystem = ecosystem;
    this.#releases = releases
      .slice(0, MAX_RELEASES)
      .filter(({ version }) => this.#compare(version, version) === 0)
      .sort((a, b) => this.#compare(a.version, b.version)!);
  }

  /** In their order, the lowest first; those that have no order are left out. */
  get all(): readonly Release[] {
    return this.#releases;
  }

  get latest(): Release | undefined {
    return this.#releases.at(-1);
  }

  /**
   * How far a version is behind the latest: released versions that are newer,
   * and days between the two. Undefined where it cannot be ordered.
   */
  behind(
    version: string,
    publishedAt: Date | undefined,
  ): { versions?: number; days?: number } {
    const { latest } = this;
    if (!latest || this.#compare(version, latest.version) === undefined) {
      return {};
    }
    const newer = this.#firstNewer(version);
    const versions = this.#releases.length - newer;
    const own =
      publishedAt ??
      this.#releases.find(release => release.version === version)?.publishedAt;
    if (versions === 0) return { versions, days: 0 };
    if (!own || !latest.publishedAt) return { versions };
    const days = (latest.publishedAt.getTime() - own.getTime()) / DAY;
    return { versions, days: Math.max(0, Math.floor(days)) };
  }

  #firstNewer(version: string): number {
    let low = 0;
    let high = this.#releases.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#releases[middle].version, version)! > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  #compare(a: string, b: string): number | undefined {
    try {
      return compareVersions(this.#ecosystem, a, b);
    } catch {
      return undefined;
    }
  }
}
