/**
 * npm's configuration of a machine, as npm itself would read it, and the registries in it.
 *
 * @packageDocumentation
 */
export {
  npmRegistries,
  readNpmConfiguration,
  rememberedNpmRegistries,
} from './npmConfiguration';
export type { NpmOptions } from './npmConfiguration';
