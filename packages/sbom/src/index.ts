export type {
  Component,
  Ecosystem,
  Hash,
  HashAlgorithm,
  Inventory,
  Manifest,
  Origin,
  Scope,
  Sibling,
} from './model';
export { ManifestError, PurlError, SbomError } from './errors';
export { limits } from './limits';
export type { Limits } from './limits';
export { manifestReaders } from './manifests';
export { findReader, readManifest } from './manifests/readManifest';
export type { ManifestReader } from './manifests/reader';
export type { DocumentMeta } from './documents/documentMeta';
export { writeCycloneDx } from './documents/cycloneDx';
export { formatPurl, parsePurl } from './purl';
export type { Purl, PurlParts } from './purl';
