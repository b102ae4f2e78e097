import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  SkippedFile,
  SourceFile,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

/** A wanted file that was found, not yet read. */
interface FoundFile {
  path: string;
  absolute: string;
  stats: Stats;
}

/** Folders looked into at the most, however few files they hold. */
const MAX_FOLDERS = 50_000;

/**
 * Reads folders of this machine, below configured ones only. Links are not
 * followed: one that leads out of the folder would read what nobody allowed.
 */
export class LocalSourceReader implements SourceReader {
  readonly types = ['file'];
  readonly #allowed: string[];

  /** `allowed`: folders, relative ones from the working directory. */
  constructor(allowed: string[]) {
    this.#allowed = allowed.map(folder => path.resolve(folder));
  }

  supports(): boolean {
    return true;
  }

  async read(options: SourceReadOptions): Promise<SourceReadResult> {
    const root = await this.#allowedRoot(options.target);
    const { found, skipped } = await walk(root, options);
    // Names, sizes and times of change tell an unchanged folder from a changed one.
    const etag = digest(
      found.map(f => `${f.path}\0${f.stats.size}\0${f.stats.mtimeMs}`),
    );
    if (etag === options.etag && !skipped.some(s => s.failed)) {
      return { unchanged: true };
    }
    const files: SourceFile[] = [];
    for (const file of found) {
      options.signal.throwIfAborted();
      try {
        files.push({ path: file.path, content: await readRegularFile(file) });
      } catch (error) {
        skipped.push({
          path: file.path,
          reason: `Could not be read: ${(error as Error).message}`,
          failed: true,
        });
      }
    }
    const revision = digest(
      files.map(f => `${f.path}\0${digest([f.content])}`),
    );
    return { unchanged: false, files, skipped, etag, revision };
  }

  async #allowedRoot(target: string): Promise<string> {
    let root: string;
    try {
      root = await fs.realpath(target);
    } catch (error) {
      throw new InputError(`The folder ${target} cannot be read`, error);
    }
    for (const folder of this.#allowed) {
      const allowed = await fs.realpath(folder).catch(() => undefined);
      if (allowed && isWithin(allowed, root)) return root;
    }
    throw new NotAllowedError(
      `The folder ${target} is not below any of supplyChain.sources.local.paths`,
    );
  }
}

async function walk(root: string, options: SourceReadOptions) {
  const { limits } = options;
  const found: FoundFile[] = [];
  const skipped: SkippedFile[] = [];
  const folders = [{ absolute: root, relative: '', depth: 0 }];
  let total = 0;
  let visited = 0;

  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    options.signal.throwIfAborted();
    if (++visited > MAX_FOLDERS) {
      throw new InputError(
        `The source has more than ${MAX_FOLDERS} folders; exclude some of them`,
      );
    }
    const entries = await listFolder(folder.absolute, folder.relative, skipped);
    for (const entry of entries) {
      const relative = folder.relative
        ? `${folder.relative}/${entry.name}`
        : entry.name;
      const absolute = path.join(folder.absolute, entry.name);
      if (entry.isDirectory()) {
        if (options.ignoresFolder(relative)) continue;
        if (folder.depth + 1 > limits.depth) {
          skipped.push({
            path: relative,
            reason: `Deeper than ${limits.depth} folders`,
            failed: true,
          });
          continue;
        }
        folders.push({ absolute, relative, depth: folder.depth + 1 });
      } else if (options.wants(relative)) {
        if (!entry.isFile()) {
          skipped.push({
            path: relative,
            reason: 'A link, and links are not followed',
            failed: false,
          });
          continue;
        }
        const stats = await fs.lstat(absolute);
        const refusal = refuse(stats.size, found.length, total, limits);
        if (refusal) {
          skipped.push({ path: relative, reason: refusal, failed: true });
          continue;
        }
        total += stats.size;
        found.push({ path: relative, absolute, stats });
      }
    }
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { found, skipped };
}

async function listFolder(
  absolute: string,
  relative: string,
  skipped: SkippedFile[],
): Promise<Dirent[]> {
  try {
    const entries = await fs.readdir(absolute, { withFileTypes: true });
    // In name order, so that limits cut at the same place each time.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    skipped.push({
      path: relative || '.',
      reason: `Could not be listed: ${(error as Error).message}`,
      failed: true,
    });
    return [];
  }
}

/** Opens without following a link that took the file's place meanwhile. */
async function readRegularFile(file: FoundFile): Promise<Buffer> {
  const handle = await fs.open(
    file.absolute,
    // eslint-disable-next-line no-bitwise
    fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW,
  );
  try {
    const content = Buffer.alloc(file.stats.size);
    const { bytesRead } = await handle.read(content, 0, content.length, 0);
    return content.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Why a file of this size is not taken any more, if so. */
export function refuse(
  size: number,
  count: number,
  total: number,
  limits: SourceReadOptions['limits'],
): string | undefined {
  if (count >= limits.files) {
    return `The source has more than ${limits.files} files to read`;
  }
  if (size > limits.fileBytes) {
    return `Larger than ${limits.fileBytes} bytes`;
  }
  if (total + size > limits.totalBytes) {
    return `The files of the source are larger than ${limits.totalBytes} bytes together`;
  }
  return undefined;
}

function digest(parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}

function isWithin(parent: string, child: string): boolean {
  const relative = path.relative(parent, child);
  return (
    relative === '' ||
    (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..')
  );
}
