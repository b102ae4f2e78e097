import {
  ArchiveCheck,
  ArchiveFiles,
  readPublicKey,
  SignatureError,
  verifyArchive,
} from '@safety-curtain/archive';
import fs from 'node:fs';
import type { KeyObject } from 'node:crypto';
import yauzl, { Entry, ZipFile } from 'yauzl';
import { BadInputError } from '../errors';
import { printable } from '../output/printable';
import { counted } from '../output/counted';

/** Of version 3 of the library; its types are of version 2, where undecoded names are no bytes. */
const { getFileNameLowLevel } = yauzl as unknown as {
  getFileNameLowLevel: (
    flags: number,
    name: unknown,
    extraFields: Entry['extraFields'],
    strictFileNames: boolean,
  ) => string;
};

/** Entries of one archive: about 100 for each of 10,000 services. */
const MAX_ENTRIES = 1_000_000;
/** Problems that are printed; the last line says how many there are. */
const MAX_PRINTED = 100;

/**
 * Checks a zip with nothing but the public key; throws `BadInputError` where
 * it is no zip.
 */
export async function verifyZip(
  file: string,
  publicKey?: KeyObject,
): Promise<ArchiveCheck> {
  const zip = await openZip(file);
  try {
    const entries = await readEntries(zip, file);
    return await verifyArchive(filesOf(zip, entries), publicKey);
  } finally {
    zip.close();
  }
}

/** A public key from a file; throws `BadInputError`. */
export function readKeyFile(file: string): KeyObject {
  let pem: string;
  try {
    pem = fs.readFileSync(file, 'utf8');
  } catch {
    throw new BadInputError(`${file} cannot be read`);
  }
  try {
    return readPublicKey(pem);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new BadInputError(`${file}: ${error.message}`);
  }
}

/** What a check found, in words. */
export function describeCheck(file: string, check: ArchiveCheck): string {
  const { problems, manifest } = check;
  const lines = problems
    .slice(0, MAX_PRINTED)
    .map(({ path, problem }) => `${shown(path)}: ${shown(problem)}`);
  if (problems.length > MAX_PRINTED) {
    lines.push(`… and ${problems.length - MAX_PRINTED} more`);
  }
  if (manifest) {
    const scope = Object.values(manifest.scope).join(' ');
    lines.push(
      `Made ${shown(manifest.createdAt)} for ${shown(scope)}`,
      `${check.intact} of ${counted(
        manifest.files.length,
        'file is as it was',
        'files are as they were',
      )} made`,
    );
  }
  for (const { path, reason } of manifest?.unsigned?.slice(0, MAX_PRINTED) ??
    []) {
    lines.push(`${shown(path)} has no signature of its own: ${shown(reason)}`);
  }
  if (check.keyId) lines.push(`Signed with the key ${check.keyId}`);
  lines.push(
    problems.length === 0
      ? `${file} is intact`
      : `${file} is NOT intact: ${counted(problems.length, 'problem')}`,
  );
  return `${lines.join('\n')}\n`;
}

/** What a forged archive says. */
function shown(text: string): string {
  return printable(text).slice(0, 500);
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      file,
      // Whether names and sizes are as they should be is for the check to say,
      // of each file: the library would end the reading at the first one.
      {
        lazyEntries: true,
        autoClose: false,
        decodeStrings: false,
        validateEntrySizes: false,
      },
      (error, zip) => {
        if (error) reject(new BadInputError(`${file}: ${error.message}`));
        else resolve(zip);
      },
    );
  });
}

function readEntries(zip: ZipFile, file: string): Promise<Entry[]> {
  if (zip.entryCount > MAX_ENTRIES) {
    throw new BadInputError(`${file} has more than ${MAX_ENTRIES} entries`);
  }
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', error =>
      reject(new BadInputError(`${file}: ${shown(error.message)}`)),
    );
    zip.readEntry();
  });
}

function filesOf(zip: ZipFile, entries: Entry[]): ArchiveFiles {
  const named = entries.map(entry => ({ name: nameOf(entry), entry }));
  const files = named.filter(({ name, entry }) => !isFolder(name, entry));
  const byName = new Map(files.map(({ name, entry }) => [name, entry]));
  return {
    paths: files.map(({ name }) => name),
    async *read(path) {
      const entry = byName.get(path)!;
      let size = 0;
      for await (const chunk of await openEntry(zip, entry)) {
        size += chunk.length;
        yield chunk;
      }
      if (size !== entry.uncompressedSize) {
        throw new Error('it is not as long as the zip says');
      }
    },
  };
}

/** The name that tools to unpack take; with the separators that the archive has. */
function nameOf({ fileName, generalPurposeBitFlag, extraFields }: Entry) {
  return getFileNameLowLevel(
    generalPurposeBitFlag,
    fileName,
    extraFields,
    true,
  );
}

/** Folders are made of themselves when files are unpacked; one with bytes is none. */
function isFolder(name: string, { uncompressedSize }: Entry): boolean {
  return name.endsWith('/') && uncompressedSize === 0;
}

function openEntry(
  zip: ZipFile,
  entry: Entry,
): Promise<AsyncIterable<Uint8Array>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream as AsyncIterable<Uint8Array>);
    });
  });
}
