import { createHash, KeyObject } from 'node:crypto';
import {
  ENVELOPE_FILE,
  Manifest,
  MANIFEST_FILE,
  parseManifest,
  SIGNATURE_FILE,
  UNLISTED_FILES,
} from '../manifest/manifest';
import { keyId, verifyBlob } from '../signature/signature';
import { verifyStatement } from '../signature/statement';

/** The files of an archive, wherever they lie. @public */
export interface ArchiveFiles {
  /** Every entry, in its order; a name may come twice in a forged archive. */
  paths: readonly string[];
  /** The bytes of a file, piece by piece. */
  read(path: string): AsyncIterable<Uint8Array>;
}

/** Something that is not as it was when the archive was made. @public */
export interface ArchiveProblem {
  /** The file in question. */
  path: string;
  problem: string;
}

/** What a check of an archive found. @public */
export interface ArchiveCheck {
  problems: ArchiveProblem[];
  /** Absent where it could not be read. */
  manifest?: Manifest;
  /** Files whose digest is as the manifest has it. */
  intact: number;
  /** The key that the signatures hold for; absent where none was asked for. */
  keyId?: string;
}

const MAX_MANIFEST = 256 * 1024 * 1024;
const MAX_SIGNATURE = 1024 * 1024;

/**
 * Checks every file of an archive against its manifest, and the manifest
 * against its signatures. Needs nothing but the archive and the public key;
 * without a key only the digests are checked.
 *
 * @public
 */
export async function verifyArchive(
  files: ArchiveFiles,
  publicKey?: KeyObject,
): Promise<ArchiveCheck> {
  const check: ArchiveCheck = { problems: [], intact: 0 };
  const bytes = await readWhole(files, MANIFEST_FILE, MAX_MANIFEST, check);
  if (!bytes) return check;
  try {
    check.manifest = parseManifest(bytes.toString('utf8'));
  } catch (error) {
    const problem = `cannot be understood: ${(error as Error).message}`;
    check.problems.push({ path: MANIFEST_FILE, problem });
    return check;
  }
  if (publicKey) await checkSignatures(files, bytes, publicKey, check);
  checkNames(files, check.manifest, check);
  await checkFiles(files, check.manifest, check);
  return check;
}

async function checkSignatures(
  files: ArchiveFiles,
  manifest: Buffer,
  publicKey: KeyObject,
  check: ArchiveCheck,
) {
  const before = check.problems.length;
  const signature = await readWhole(
    files,
    SIGNATURE_FILE,
    MAX_SIGNATURE,
    check,
  );
  if (
    signature &&
    !verifyBlob(manifest, signature.toString('utf8').trim(), publicKey)
  ) {
    const problem = 'does not hold for the manifest with this key';
    check.problems.push({ path: SIGNATURE_FILE, problem });
  }
  const envelope = await readWhole(files, ENVELOPE_FILE, MAX_SIGNATURE, check);
  if (envelope) {
    try {
      verifyStatement(envelope.toString('utf8'), manifest, publicKey);
    } catch (error) {
      const problem = (error as Error).message;
      check.problems.push({ path: ENVELOPE_FILE, problem });
    }
  }
  if (check.problems.length === before) check.keyId = keyId(publicKey);
}

/** Nothing twice, and nothing that the manifest does not know. */
function checkNames(
  files: ArchiveFiles,
  manifest: Manifest,
  check: ArchiveCheck,
) {
  const listed = new Set(manifest.files.map(file => file.path));
  const seen = new Set<string>();
  for (const path of files.paths) {
    if (seen.has(path)) {
      check.problems.push({ path, problem: 'is there twice' });
    } else if (!listed.has(path) && !UNLISTED_FILES.includes(path)) {
      check.problems.push({
        path,
        problem: 'was added: the manifest does not name it',
      });
    }
    seen.add(path);
  }
}

async function checkFiles(
  files: ArchiveFiles,
  manifest: Manifest,
  check: ArchiveCheck,
) {
  const present = new Set(files.paths);
  for (const { path, sha256, size } of manifest.files) {
    if (!present.has(path)) {
      check.problems.push({ path, problem: 'is missing' });
      continue;
    }
    const problem = await problemOf(files, path, sha256, size);
    if (problem) check.problems.push({ path, problem });
    else check.intact += 1;
  }
}

async function problemOf(
  files: ArchiveFiles,
  path: string,
  sha256: string,
  size: number,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of files.read(path)) {
      length += chunk.length;
      if (length > size) return `was changed: it is larger than ${size} bytes`;
      hash.update(chunk);
    }
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
  return hash.digest('hex') === sha256
    ? undefined
    : 'was changed: its SHA-256 is not the one in the manifest';
}

async function readWhole(
  files: ArchiveFiles,
  path: string,
  limit: number,
  check: ArchiveCheck,
): Promise<Buffer | undefined> {
  if (!files.paths.includes(path)) {
    check.problems.push({ path, problem: 'is missing' });
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of files.read(path)) {
      length += chunk.length;
      if (length > limit) {
        check.problems.push({ path, problem: `is larger than ${limit} bytes` });
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    const problem = `cannot be read: ${(error as Error).message}`;
    check.problems.push({ path, problem });
    return undefined;
  }
  return Buffer.concat(chunks);
}
