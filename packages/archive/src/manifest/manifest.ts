/** The file of an export that names all others. @public */
export const MANIFEST_FILE = 'manifest.json';
/**
 * A signature over the bytes of the manifest, base64, for `cosign verify-blob`.
 *
 * @public
 */
export const SIGNATURE_FILE = 'manifest.json.sig';
/** An in-toto statement about the manifest in a DSSE envelope. @public */
export const ENVELOPE_FILE = 'manifest.intoto.json';

/** Files that are about the manifest and therefore not in it. */
export const UNLISTED_FILES: readonly string[] = [
  MANIFEST_FILE,
  SIGNATURE_FILE,
  ENVELOPE_FILE,
];

/** A file of an export. @public */
export interface ManifestFile {
  /** Within the zip, with forward slashes. */
  path: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** A document without a signature of its own, where others have one. @public */
export interface UnsignedFile {
  path: string;
  /** Why, for people. */
  reason: string;
}

/** What an export holds. @public */
export interface Manifest {
  format: 'safety-curtain-archive';
  version: 1;
  id: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  createdBy: string;
  tool: { name: string; version: string };
  scope: Record<string, string>;
  /** Sorted by path. */
  files: ManifestFile[];
  /** SBOMs in it that were not signed one by one; absent where all or none were. */
  unsigned?: UnsignedFile[];
}

/** A manifest cannot be understood. @public */
export class ManifestFormatError extends Error {
  name = 'ManifestFormatError';
}

/** The bytes of a manifest; the same manifest gives the same bytes. @public */
export function serializeManifest(manifest: Manifest): string {
  const files = [...manifest.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${JSON.stringify({ ...manifest, files }, null, 1)}\n`;
}

/**
 * Reads a manifest of strangers; throws {@link ManifestFormatError}.
 *
 * @public
 */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ManifestFormatError('it is not JSON');
  }
  const manifest = value as Partial<Manifest> | null;
  if (manifest?.format !== 'safety-curtain-archive') {
    throw new ManifestFormatError('it is not of a Safety Curtain archive');
  }
  const version: unknown = manifest.version;
  if (version !== 1) {
    const told =
      typeof version === 'number' || typeof version === 'string'
        ? `version ${String(version).slice(0, 20)}`
        : 'no version';
    throw new ManifestFormatError(`it has ${told}; 1 is known`);
  }
  if (typeof manifest.createdAt !== 'string' || !isOfTexts(manifest.scope)) {
    throw new ManifestFormatError('it does not say of what it is, or of when');
  }
  if (!Array.isArray(manifest.files)) {
    throw new ManifestFormatError('it names no files');
  }
  if (!isOfUnsigned(manifest.unsigned)) {
    throw new ManifestFormatError('what it says is not signed is no list');
  }
  const paths = new Set<string>();
  for (const file of manifest.files) checkFile(file, paths);
  return manifest as Manifest;
}

function isOfUnsigned(value: unknown): boolean {
  return (
    value === undefined || (Array.isArray(value) && value.every(isOfTexts))
  );
}

function isOfTexts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(one => typeof one === 'string')
  );
}

function checkFile(file: unknown, paths: Set<string>): void {
  const { path, sha256, size } = (file ?? {}) as Record<string, unknown>;
  if (
    typeof path !== 'string' ||
    typeof sha256 !== 'string' ||
    !/^[0-9a-f]{64}$/.test(sha256) ||
    !Number.isSafeInteger(size) ||
    (size as number) < 0
  ) {
    throw new ManifestFormatError('a file in it lacks path, SHA-256 or size');
  }
  if (paths.has(path)) {
    throw new ManifestFormatError(`it names ${path} twice`);
  }
  paths.add(path);
}
