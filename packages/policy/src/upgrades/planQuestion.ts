import { normalizePackageName } from '@safety-curtain/advisories';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { PackageRelease, PlannedVulnerability } from './upgradeTargets';

/** What of a manifest a plan is made from. @public */
export type PlannedManifest = Pick<Manifest, 'path' | 'format' | 'components'>;

/** What is known of a package and its versions. @public */
export interface PackageKnowledge {
  /** Of OSV: `npm`, `Maven`, … */
  ecosystem: string;
  /** As OSV has it: `group:artifact`, `@scope/name`. */
  packageName: string;
  /** All that are open of the package, of whatever versions. */
  vulnerabilities: readonly PlannedVulnerability[];
  /** Versions that advisories name as fixed. */
  fixedVersions: readonly string[];
  /** See `UpgradeQuestion`, in ascending order as well. */
  releases?: readonly PackageRelease[];
  /** Without all of them: the newest, and what is known of others. */
  latest?: PackageRelease;
  details?: readonly PackageRelease[];
}

/**
 * A lock file of another service: it shows what comes along with versions of packages that this one
 * does not use yet.
 *
 * @public
 */
export interface SeenManifest extends PlannedManifest {
  /** Where it is, for people. */
  service: string;
}

/** What a plan is made from. @public */
export interface PlanQuestion {
  manifests: readonly PlannedManifest[];
  packages: readonly PackageKnowledge[];
  seen?: readonly SeenManifest[];
  /** `urgent`: the fewest upgrades that clear what is urgent, and no others. */
  aim?: 'all' | 'urgent';
  /** See `UpgradeQuestion`. */
  ageFloorDays?: number;
  /** Uses of these packages that are looked at; the others are left out. By default all are. */
  mostUses?: number;
}

/** What is known of packages, by ecosystem and any spelling of the name. */
export class KnownPackages {
  readonly #packages: ReadonlyMap<string, PackageKnowledge>;
  readonly #hits = new Map<Component, readonly PlannedVulnerability[]>();

  constructor(packages: readonly PackageKnowledge[]) {
    this.#packages = new Map(
      packages.map(one => [keyOf(one.ecosystem, one.packageName), one]),
    );
  }

  of({
    ecosystem,
    packageName,
  }: {
    ecosystem?: string;
    packageName: string;
  }): PackageKnowledge | undefined {
    return ecosystem === undefined
      ? undefined
      : this.#packages.get(keyOf(ecosystem, packageName));
  }

  /** What affects a component; of each it is asked once. */
  hitsOf(component: Component): readonly PlannedVulnerability[] {
    let hits = this.#hits.get(component);
    if (!hits) {
      const { vulnerabilities = [] } = this.of(component) ?? {};
      hits = vulnerabilities.filter(one => one.affects(component.version));
      this.#hits.set(component, hits);
    }
    return hits;
  }
}

function keyOf(ecosystem: string, packageName: string): string {
  return `${ecosystem}\0${normalizePackageName(ecosystem, packageName)}`;
}
