import type { RegistryOptions, RegistryPlace } from '../options';
import { NpmProvenance } from './NpmProvenance';
import type { ProvenanceRegistry } from './ProvenanceRegistry';
import { PypiProvenance } from './PypiProvenance';

/** Bytes of one answer: those that are honest have a hundredth. They are sent to another process. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The registries that the configuration has asked where packages come from. */
export function configuredProvenance(
  { npm, pypi }: { npm: boolean; pypi?: RegistryPlace },
  options: RegistryOptions,
): ProvenanceRegistry[] {
  const bounds = {
    ...options,
    maxBytes: Math.min(options.maxBytes, MOST_BYTES),
  };
  return [
    ...(npm ? [new NpmProvenance(bounds)] : []),
    ...(pypi ? [new PypiProvenance({ ...bounds, ...pypi })] : []),
  ];
}
