import type { Manifest } from '@safety-curtain/sbom';
import { inChunks } from '../../database/dialect';

/** How many package versions a snapshot holds. */
export interface ComponentCounts {
  components: number;
  /** Those that some manifest asks for by itself. */
  direct: number;
}

/** Counts package versions, each once whatever manifests name it. */
export async function countComponents(
  manifests: readonly Manifest[],
): Promise<ComponentCounts> {
  const all = new Set<string>();
  const direct = new Set<string>();
  for (const { components } of manifests) {
    for await (const chunk of inChunks(components)) {
      for (const component of chunk) {
        all.add(component.purl);
        if (component.direct) direct.add(component.purl);
      }
    }
  }
  return { components: all.size, direct: direct.size };
}
