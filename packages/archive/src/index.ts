export {
  ENVELOPE_FILE,
  MANIFEST_FILE,
  ManifestFormatError,
  parseManifest,
  serializeManifest,
  SIGNATURE_FILE,
} from './manifest/manifest';
export type { Manifest, ManifestFile } from './manifest/manifest';
export {
  keyId,
  readPublicKey,
  readSigningKey,
  signBlob,
  signStatement,
  SignatureError,
  verifyBlob,
  verifyStatement,
} from './signature/signature';
export type { SigningKey, StatementFacts } from './signature/signature';
export { verifyArchive } from './verification/verifyArchive';
export type {
  ArchiveCheck,
  ArchiveFiles,
  ArchiveProblem,
} from './verification/verifyArchive';
export { controls } from './controls/controls';
export type { Control, Coverage } from './controls/controls';
