import type { Component } from '@safety-curtain/sbom';
import type { PlannedManifest } from './planQuestion';

/** All versions of a package in a manifest; each manifest is gone through once. */
export class PackageVersions {
  readonly #found = new Map<PlannedManifest, Map<string, Component[]>>();

  of(manifest: PlannedManifest, component: Component): readonly Component[] {
    let byName = this.#found.get(manifest);
    if (!byName) {
      byName = new Map();
      for (const one of manifest.components) {
        const same = byName.get(keyOf(one));
        if (same) same.push(one);
        else byName.set(keyOf(one), [one]);
      }
      this.#found.set(manifest, byName);
    }
    return byName.get(keyOf(component)) ?? [];
  }
}

function keyOf({ ecosystem, packageName }: Component): string {
  return `${ecosystem}\0${packageName}`;
}
