import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  SkippedFile,
  SourceFile,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Dirent, Stats } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { contentDigest, digest, refuse } from './limits';

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
    const revision = contentDigest(files);
    return { unchanged: false, files, skipped, etag, revision };
  }

  async #allowedRoot(target: string): Promise<string> {
    const real = this.#allowed.map(folder =>
      fs.realpath(folder).catch(() => folder),
    );
    const allowed = [...this.#allowed, ...(await Promise.all(real))];
    const isAllowed = (place: string) =>
      allowed.some(folder => isWithin(folder, place));
    // By its text first: whether a folder exists elsewhere is nobody's business.
    if (isAllowed(target)) {
      const root = await realFolder(target);
      if (isAllowed(root)) return root;
    }
    throw new NotAllowedError(
      `The folder ${target} is not below any of supplyChain.sources.local.paths`,
    );
  }
}

async function realFolder(target: string): Promise<string> {
  try {
    return await fs.realpath(target);
  } catch (error) {
    throw new InputError(`The folder ${target} cannot be read`, error);
  }
}

async function walk(root: string, options: SourceReadOptions) {
  const { limits } = options;
  const found: FoundFile[] = [];
  const skipped: SkippedFile[] = [];
  const folders = [{ absolute: root, relative: '', depth: 0 }];
  let total = 0;
  let visited = 0;

  // Level by level, so that limits cut what is deepest.
  for (const folder of folders) {
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
        const stats = await fs.lstat(absolute).catch(() => undefined);
        // Gone since its folder was listed: as good as never seen.
        if (!stats) continue;
        if (!stats.isFile()) {
          skipped.push({
            path: relative,
            reason: stats.isSymbolicLink()
              ? 'A link, and links are not followed'
              : 'Not a regular file',
            failed: false,
          });
          continue;
        }
        const file = { path: relative, size: stats.size };
        const refusal = refuse(file, found.length, total, limits);
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

function isWithin(parent: string, child: string): boolean {
  const relative = path.relative(parent, child);
  return (
    relative === '' ||
    (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..')
  );
}
