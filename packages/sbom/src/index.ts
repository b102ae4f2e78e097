export type {
  Component,
  Ecosystem,
  Hash,
  HashAlgorithm,
  Inventory,
  Manifest,
  MissingPom,
  Origin,
  PomSource,
  PomState,
  Scope,
  Sibling,
  Unresolved,
} from './model';
export { ManifestError, PurlError, SbomError } from './errors';
export type {
  HashState,
  LockPlace,
  LockState,
  PackageList,
  PackageName,
} from './locks/lockState';
export { limits } from './limits';
export type { Limits } from './limits';
export { manifestReaders } from './manifests';
export { findReader, readManifest } from './manifests/readManifest';
export { asksForPackages } from './manifests/asksForPackages';
export { isIgnoredFolder, LeftOutFolders } from './manifests/ignoredFolders';
export { isUnread } from './manifests/unreadFiles';
export { namesPackages, planReading, type ReadingPlan } from './manifests/plan';
export {
  describeUnlocked,
  isCompanion,
  isManifest,
  isWanted,
} from './manifests/sourceFiles';
export type { UnlockedManifest } from './manifests/sourceFiles';
export type {
  ManifestReader,
  ReaderInput,
  ReaderResult,
} from './manifests/reader';
export { strongerUse } from './graph/graphBuilder';
export { pathsThrough } from './graph/pathsThrough';
export { findPaths } from './graph/paths';
export { stepsBefore } from './graph/stepsBefore';
export { declaringFile } from './remedies/declaringFile';
export {
  overrideOf,
  overridesOneVersion,
  type Override,
} from './remedies/override';
export { refreshOf, upgradeOf } from './remedies/upgrade';
export type { DependencyPaths } from './graph/paths';
export {
  coverageProperties,
  type DocumentAuthor,
  type DocumentMeta,
  type GenerationContext,
} from './documents/documentMeta';
export { writeCycloneDx } from './documents/cycloneDx';
export type { CycloneDxOptions } from './documents/cycloneDx';
export { writeSpdx } from './documents/spdx';
export type { SpdxOptions } from './documents/spdx';
export { sbomDialects, sbomPieces, writeSbom } from './documents/writeSbom';
export type { SbomDialect } from './documents/writeSbom';
export { readSbom } from './documents/readSbom';
export { readCycloneDxXml } from './documents/cycloneDxXml';
export type {
  RecordedUse,
  Sbom,
  SbomComponent,
  SbomDependency,
  SbomScope,
  SbomVulnerability,
} from './documents/sbom';
export type { BlankReason } from './documents/blanks';
export {
  inventoryOfSbom,
  inventoryTakenFrom,
} from './documents/inventoryOfSbom';
export { bomLinkOf, canonicalBomLink } from './documents/bomLink';
export { scoreSbom } from './documents/quality';
export type { QualityCheck, SbomQuality } from './documents/quality';
export type {
  ElementState,
  MinimumElement,
  MinimumElements,
} from './documents/minimumElements';
export { diffSboms } from './documents/diff';
export type {
  ChangedEntry,
  Comparable,
  Comparand,
  DiffEntry,
  SbomDiff,
} from './documents/diff';
export {
  inventoryPieces,
  parseInventory,
  serializeInventory,
} from './documents/inventoryDocument';
export { formatPurl, parsePurl } from './purl';
export type { Purl, PurlParts } from './purl';
export { readerTasks, type ReaderTasks } from './aside/readerTasks';
export {
  type BundledFiles,
  type FileBundle,
  FileBundleWriter,
  openFileBundle,
  writeFileBundle,
} from './aside/fileBundle';
export { writeComponents } from './aside/componentFile';
export { fileBytes, type FileBytes } from './aside/fileBytes';
export { takeOver, type HandedManifest } from './aside/handedManifest';
export type { PackedDocument } from './aside/packedDocument';
export type { FileTask, ManifestTask } from './aside/manifestTasks';
export type {
  DocumentsTask,
  SnapshotDocuments,
  WrittenInventory,
} from './aside/documentTasks';
export type { RewriteTask } from './aside/rewriteTask';
export type { UnderstoodSbom, UploadTask } from './aside/uploadTasks';
export {
  parseImage,
  type ImageReference,
} from './manifests/containers/imageReference';
export { substituted } from './manifests/containers/variables';
export { listItems, mapEntries, textAt, valueAt } from './input/mergedYaml';
