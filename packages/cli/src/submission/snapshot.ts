import type { Component, Inventory, Manifest } from '@safety-curtain/sbom';
import { tool } from '../output/tool';

/** What a snapshot is of. */
export interface SnapshotJob {
  /** The commit, 40 hexadecimal digits. */
  sha: string;
  /** `refs/heads/main`. */
  ref: string;
  /** Of the run: the same for no other. */
  id: string;
  /** Snapshots of one correlator take the place of one another. */
  correlator: string;
}

/** One package of a snapshot. */
interface Resolved {
  package_url: string;
  relationship?: 'direct' | 'indirect';
  scope?: 'runtime' | 'development';
  /** Package URLs. */
  dependencies: readonly string[];
}

/**
 * An inventory in the format of GitHub's dependency submission API (REST API
 * 2022-11-28, "Create a snapshot of dependencies for a repository"). What GitHub
 * has no word for, as an optional scope, is left out.
 */
export function snapshotOf(
  { manifests }: Inventory,
  { sha, ref, id, correlator }: SnapshotJob,
  now: Date,
) {
  return {
    version: 0,
    sha,
    ref,
    job: { id, correlator },
    detector: {
      name: tool.name,
      version: tool.version,
      url: 'https://github.com/safety-curtain/safety-curtain',
    },
    scanned: now.toISOString(),
    manifests: Object.fromEntries(
      manifests.map(manifest => [manifest.path, toManifest(manifest)]),
    ),
  };
}

function toManifest({ path: file, components }: Manifest) {
  return {
    name: file,
    file: { source_location: file },
    resolved: Object.fromEntries(
      components.map(component => [component.purl, toResolved(component)]),
    ),
  };
}

function toResolved({ purl, direct, scope, dependsOn }: Component): Resolved {
  return {
    package_url: purl,
    ...(direct !== undefined && {
      relationship: direct ? ('direct' as const) : ('indirect' as const),
    }),
    ...((scope === 'runtime' || scope === 'development') && { scope }),
    dependencies: dependsOn,
  };
}
