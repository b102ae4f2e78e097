import { byCodeUnit } from '../graph/graphBuilder';
import { readManifest } from '../manifests/readManifest';
import type { Component, Manifest, Sibling } from '../model';

/** Reads a manifest whose neighbors are given by relative path, and are all there are. */
export function readWith(
  path: string,
  text: string,
  neighbors: Record<string, string> = {},
): Manifest {
  const files = new Map(Object.entries(neighbors));
  const sibling: Sibling = name => files.get(name);
  sibling.paths = () => files.keys();
  return readManifest(path, text, sibling);
}

function line({ name, version, scope, direct }: Component): string {
  return `${name}@${version} ${scope}${useOf(direct)}`;
}

function useOf(direct: boolean | undefined): string {
  if (direct === undefined) {
    return ' perhaps direct';
  }
  return direct ? ' direct' : '';
}

/** `name@version scope [[perhaps] direct]` of each component, sorted. */
export function componentLines(manifest: Manifest): string[] {
  return manifest.components.map(line).sort(byCodeUnit);
}

/** `name@version -> name@version` of each edge, sorted. */
export function edgeLines(manifest: Manifest): string[] {
  const labels = new Map(
    manifest.components.map(c => [c.purl, `${c.name}@${c.version}`]),
  );
  return manifest.components
    .flatMap(({ purl, dependsOn }) =>
      dependsOn.map(target => `${labels.get(purl)} -> ${labels.get(target)}`),
    )
    .sort(byCodeUnit);
}

/** The component of a name, which must be the only one. */
export function componentNamed(manifest: Manifest, name: string): Component {
  const found = manifest.components.filter(c => c.name === name);
  expect(found).toHaveLength(1);
  return found[0];
}
