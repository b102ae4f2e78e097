export {
  ENVELOPE_FILE,
  MANIFEST_FILE,
  ManifestFormatError,
  parseManifest,
  serializeManifest,
  SIGNATURE_FILE,
} from './manifest/manifest';
export type { Manifest, ManifestFile, UnsignedFile } from './manifest/manifest';
export {
  keyId,
  readPublicKey,
  readSigningKey,
  signBlob,
  SignatureError,
  verifyBlob,
} from './signature/signature';
export type { SigningKey } from './signature/signature';
export {
  envelopePieces,
  MAX_PAYLOAD,
  signEnvelope,
  verifyEnvelope,
} from './signature/envelope';
export type { SignedPayload } from './signature/envelope';
export { signStatement, verifyStatement } from './signature/statement';
export type { StatementFacts } from './signature/statement';
export { verifyArchive } from './verification/verifyArchive';
export type {
  ArchiveCheck,
  ArchiveFiles,
  ArchiveProblem,
} from './verification/verifyArchive';
export { controls } from './controls/controls';
export type { Control, Coverage } from './controls/controls';
