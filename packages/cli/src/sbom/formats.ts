import type { GenerationContext, SbomDialect } from '@safety-curtain/sbom';

/** Formats by name, with the ones that names without a version stand for. */
export const sbomFormats: Readonly<Record<string, SbomDialect>> = {
  cyclonedx: 'cyclonedx-1.6',
  'cyclonedx-1.6': 'cyclonedx-1.6',
  'cyclonedx-1.7': 'cyclonedx-1.7',
  spdx: 'spdx-2.3',
  'spdx-2.3': 'spdx-2.3',
  'spdx-3.0': 'spdx-3.0',
};

/** When in the life of software an SBOM may be made. */
export const contexts: readonly GenerationContext[] = [
  'design',
  'source',
  'build',
  'analyzed',
  'deployed',
  'runtime',
];

/** How the quality of an SBOM is told. */
export const qualityFormats = ['text', 'json'] as const;
