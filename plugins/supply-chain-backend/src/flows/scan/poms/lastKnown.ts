import type { Manifest } from '@safety-curtain/sbom';
import { counted } from '../../../messages/counted';

/** Whether a registry did not answer, so that what POMs say is not known for now. */
export function waitsForPoms({ unresolved }: Manifest): boolean {
  return unresolved?.poms.some(pom => pom.state === 'failed') ?? false;
}

/**
 * A manifest that waits for POMs, with what its last reading had beside: that a
 * registry is away is no proof that a dependency went.
 */
export function withLastKnown(
  manifest: Manifest,
  last: Manifest | undefined,
): Manifest {
  const known = new Set(manifest.components.map(one => one.packageName));
  const stand = (last?.components ?? []).filter(
    one => !known.has(one.packageName),
  );
  if (stand.length === 0) return manifest;
  return {
    ...manifest,
    components: [...manifest.components, ...stand].sort((a, b) =>
      a.purl < b.purl ? -1 : 1,
    ),
    warnings: [
      ...manifest.warnings,
      `the registry did not answer: ${counted(
        stand.length,
        'package stands as it was',
        'packages stand as they were',
      )} last known`,
    ],
  };
}
