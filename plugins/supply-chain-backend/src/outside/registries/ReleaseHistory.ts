import { compareVersions, isPreRelease } from '@safety-curtain/advisories';

/** A version as its registry lists it. */
export interface ListedRelease {
  version: string;
  publishedAt?: Date;
  publisher?: string;
}

/** Versions that are looked at: no package has so many. */
const MAX_RELEASES = 50_000;

/** Who published the versions of a package, one after the other. */
export class ReleaseHistory {
  readonly #ecosystem: string;
  readonly #byVersion = new Map<string, ListedRelease>();
  /** Of versions that can be ordered, the lowest first; made where it is needed. */
  #ordered?: ListedRelease[];
  /** When each publisher published for the first time. */
  readonly #first = new Map<string, number>();

  constructor(ecosystem: string, releases: readonly ListedRelease[]) {
    this.#ecosystem = ecosystem;
    for (const release of releases.slice(0, MAX_RELEASES)) {
      this.#byVersion.set(release.version, release);
      const { publisher, publishedAt } = release;
      const at = publishedAt?.getTime();
      if (publisher === undefined || at === undefined) continue;
      const first = this.#first.get(publisher) ?? Infinity;
      this.#first.set(publisher, Math.min(first, at));
    }
  }

  /** When the first of all was published. */
  get firstPublishedAt(): Date | undefined {
    const times = [...this.#byVersion.values()].flatMap(
      ({ publishedAt }) => publishedAt?.getTime() ?? [],
    );
    return times.length > 0
      ? new Date(times.reduce((a, b) => Math.min(a, b)))
      : undefined;
  }

  /** The next lower version that was published earlier; of a release no pre-release. */
  before(version: string): ListedRelease | undefined {
    const release = this.#byVersion.get(version);
    if (!release?.publishedAt) return undefined;
    this.#ordered ??= this.#order();
    const at = this.#ordered.indexOf(release);
    const takesAny = isPreRelease(this.#ecosystem, version);
    for (let index = at - 1; index >= 0; index -= 1) {
      const lower = this.#ordered[index];
      if (
        lower.publishedAt! < release.publishedAt &&
        (takesAny || !isPreRelease(this.#ecosystem, lower.version))
      ) {
        return lower;
      }
    }
    return undefined;
  }

  /** Whether others had published versions before, and its publisher none. */
  isNewPublisher(version: string): boolean | undefined {
    const { publisher, publishedAt } = this.#byVersion.get(version) ?? {};
    if (publisher === undefined || !publishedAt) return undefined;
    const at = publishedAt.getTime();
    const others = [...this.#first].some(
      ([name, first]) => name !== publisher && first < at,
    );
    return others && this.#first.get(publisher)! >= at;
  }

  #order(): ListedRelease[] {
    const compare = (a: ListedRelease, b: ListedRelease) =>
      compareVersions(this.#ecosystem, a.version, b.version);
    return [...this.#byVersion.values()]
      .filter(release => {
        try {
          compare(release, release);
          return release.publishedAt !== undefined;
        } catch {
          return false;
        }
      })
      .sort(compare);
  }
}
